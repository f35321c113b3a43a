// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace trailsift {

// Whether a call of that name may change something: all but those that begin with a verb of reading
// ("Get", "List", …) or are known to change nothing. What CloudTrail says itself, readOnly, is no
// help: GenerateDataKey has the same as SendEmail (docs/fields.md). Names are compared to the
// letter; an empty one is of no call. Safe to call from any thread.
[[nodiscard]] bool is_write_name(std::string_view event_name);

}  // namespace trailsift

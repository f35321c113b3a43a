// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "trailsift/base/result.h"

namespace trailsift::cli {

// Error "would-overwrite-log" when there is a file at `path` that holds CloudTrail records, is an
// empty log, a digest, data of AWS Config, or packed in any way: evidence is not to be replaced by
// what was found in it. Reads no further than the first records; what is no regular file is not
// opened.
[[nodiscard]] std::optional<Error> refuse_to_overwrite_log(const std::string& path);

}  // namespace trailsift::cli

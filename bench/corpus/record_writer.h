// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "corpus/event_table.h"
#include "corpus/text_template.h"

namespace corpus {

enum class Outcome : std::uint8_t { kSuccess, kDenied, kThrottled, kNotFound };

// Appends one CloudTrail record: the keys of a real one, in their order, without white space.
// Returns its eventID.
std::string append_record(std::string& out, const EventTemplate& event, const Scene& scene,
                          Outcome outcome = Outcome::kSuccess);

}  // namespace corpus

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "corpus/record_writer.h"

namespace corpus {

// Appends errorCode and errorMessage in the wording of the event's service; nothing for a success.
void append_error(std::string& out, const EventTemplate& event, const Scene& scene,
                  Outcome outcome);

// Whether a call that failed in this way still shows its requestParameters: IAM, STS and a few
// others log none when they deny.
[[nodiscard]] bool keeps_request(const EventTemplate& event, Outcome outcome);

}  // namespace corpus

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "trailsift/detect/rule_compiler.h"
#include "trailsift/model/event.h"
#include "trailsift/sigma/filter.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect::reference {

// What the matcher must agree with: an evaluator of rules over a parsed record, written from the
// Sigma specification 2.1.0 with no thought of speed, and sharing no code with the compiler and the
// matcher. Wildcards, numbers, networks and regular expressions are its own or the standard
// library's. Only derived fields come from trailsift: from `event`, which derive() has filled.
//
// `record` is the parsed text of `event`, in the order of the text. Objects are compared by their
// compact text, so the record must have been written without white space.
[[nodiscard]] bool matches(const sigma::Rule& rule, const Placeholders& placeholders,
                           const nlohmann::ordered_json& record, const Event& event);

// False where the filter is for the rule and takes the record away from it. A filter that needs a
// list which is not there takes nothing away.
[[nodiscard]] bool passes(const sigma::Filter& filter, const sigma::Rule& rule,
                          const Placeholders& placeholders, const nlohmann::ordered_json& record,
                          const Event& event);

}  // namespace trailsift::detect::reference

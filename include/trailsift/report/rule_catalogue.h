// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/sigma/rule.h"

namespace trailsift::report {

// The rules as Markdown, in order of the indicators that they serve and else in the order given.
// Each is described where its first indicator is, and named at the others; rules that serve none
// stand at the end. What an author may have written is made fit as by safe_text().
[[nodiscard]] std::string render_rule_catalogue(const std::vector<sigma::Rule>& rules);

}  // namespace trailsift::report

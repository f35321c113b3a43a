// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trailsift/detect/rule_compiler.h"

namespace trailsift::detect {

// What a text with placeholders stands for.
struct Expansion {
  std::vector<std::string> texts;
  std::vector<std::string> lists;  // those that it names
  std::string missing;             // the first list that is not configured; then `texts` is empty
};

// Puts the values of site lists in the place of every "%name%" in `text` (Sigma
// specification 2.1.0, modifier "expand"): one text for each combination of values. A name is made
// of letters, digits,
// '_', '-' and '.'; a '%' that begins no name, or that a backslash stands before, is itself. What
// the lists hold is read as if the rule had written it, wildcards included.
[[nodiscard]] Expansion expand_placeholders(std::string_view text,
                                            const Placeholders& placeholders);

// `configured` with those lists that need no entry: "auditors", which are nobody where the site
// names nobody, and "own_accounts", which are the trusted accounts, as configured or `assumed`.
[[nodiscard]] Placeholders with_lists_without_entry(const Placeholders& configured,
                                                    const Placeholders& assumed = {});

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::sigma {

// Which rules are wanted. A rule must meet every list that is not empty, by any of its members.
struct RuleCriteria {
  std::vector<std::string> tags;  // the tag itself or one below it: attack.t1078 takes .004, too
  std::vector<std::string> statuses;
  std::optional<Level> level;         // at or above; a rule without a level counts as medium
  std::vector<std::string> rules;     // ids or names
  std::vector<std::string> excluded;  // ids or names; outranks everything else

  [[nodiscard]] bool empty() const;
};

// What becomes of a rule once a choice is made.
enum class RuleUse : std::uint8_t {
  kAsWritten,  // its matches are findings, unless a correlation refers to it without "generate"
  kFinding,    // its matches are findings in any case: it was asked for by name
  kFeed,       // it is there for a correlation alone
  kLeftOut,
};

// A use for each of the rules, in their order.
// - A correlation that is taken takes the rules that it refers to with it, as feeds.
// - A correlation is left out when a rule that it refers to, directly or through others, is
// excluded.
// - A rule that is written to be a part of correlations does not become a finding because these
//   are left out: then it is left out, too, unless it was asked for by name.
// Error: "unknown-rule" for an id or a name that no rule has, with the nearest one as a hint.
[[nodiscard]] Result<std::vector<RuleUse>> select_rules(const std::vector<Rule>& rules,
                                                        const RuleCriteria& criteria);

// The uses that leave the rule at `index` alone, as if it had been asked for by name, with the
// feeds that it needs.
[[nodiscard]] std::vector<RuleUse> only_rule(const std::vector<Rule>& rules, std::size_t index);

}  // namespace trailsift::sigma

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "trailsift/sigma/rule.h"

namespace trailsift::sigma {

// Finds rules by what correlations, filters and users call them: by the id or by the name. Of
// several rules that are called the same, the first is meant that is not for another log. Owns its
// texts. Immutable; share it between threads.
class RuleNames {
 public:
  explicit RuleNames(std::span<const Rule> rules);

  // The number of the rule among those that were given; nothing when none is called so.
  [[nodiscard]] std::optional<std::size_t> find(const std::string& reference) const;

  // The id or the name nearest to `reference`, see nearest_word(); nothing when none is near.
  [[nodiscard]] std::optional<std::string> nearest(const std::string& reference) const;

  // The same as the hint of a diagnostic; "" when none is near.
  [[nodiscard]] std::string did_you_mean(const std::string& reference) const;

 private:
  std::map<std::string, std::size_t> numbers_;
};

}  // namespace trailsift::sigma

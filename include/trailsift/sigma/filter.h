// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/sigma/rule.h"

namespace trailsift::sigma {

// A filter document (Sigma filters specification 2.0.0): its condition is joined by `and` to that
// of every rule it names, so that what the condition does not hold for is taken away from them.
// Published filters say `condition: not selection`. A value type.
struct Filter {
  std::string id;
  std::string name;
  std::string title;
  LogSource log_source;
  bool any_rule = false;           // "rules: any": every event rule of the log source
  std::vector<std::string> rules;  // else their names or ids, as written
  std::vector<Position> rule_positions;
  Detection detection;  // selections and condition

  std::string file;  // as in Rule
  Position position;

  // What reports call it: its id, or else its name, or else its title.
  [[nodiscard]] const std::string& label() const;
};

}  // namespace trailsift::sigma

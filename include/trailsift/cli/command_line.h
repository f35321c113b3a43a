// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/cli/flag_table.h"

namespace trailsift::cli {

// A command line as typed: which flags with which values, nothing yet known of their meaning.
struct TypedOptions {
  std::map<FlagId, std::vector<std::string>> values;  // a switch has one empty value
  std::vector<std::string> operands;

  [[nodiscard]] bool has(FlagId id) const { return values.contains(id); }
};

// Takes apart what follows the subcommand. Accepts "--flag value", "--flag=value", "-j4", "-j 4"
// and
// "--", in any order. Errors: "unknown-flag" with the nearest flag as a hint, "missing-value",
// "unexpected-value" for a switch, "repeated-flag", "missing-operand", "unexpected-operand". With
// --help among the flags, operands are not asked for.
[[nodiscard]] Result<TypedOptions> parse_command_line(const Command& command,
                                                      std::vector<std::string> arguments);

// "bad-value": the flag does not take the value; says which it takes.
[[nodiscard]] Error bad_value(FlagId id, const std::string& value);

}  // namespace trailsift::cli

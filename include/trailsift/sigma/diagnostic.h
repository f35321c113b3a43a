// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trailsift/sigma/rule.h"

namespace trailsift::sigma {

enum class Severity : std::uint8_t { kWarning, kError };

// What is wrong with a rule, where, and what to do about it. An error refuses the rule it is in; a
// warning does not.
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;     // stable, for example "unknown-modifier"
  std::string message;  // one sentence: what is wrong
  std::string hint;     // one sentence: what to do; may be empty
  std::string file;
  Position position;
  std::string source_line;  // the offending line, without its end

  // "file:line:column: error: message [code]", the line, a marker under the column, the hint.
  [[nodiscard]] std::string to_string() const;
};

}  // namespace trailsift::sigma

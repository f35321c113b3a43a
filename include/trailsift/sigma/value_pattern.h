// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trailsift::sigma {

// A Sigma string value with its wildcards told apart from its text. Specification 2.1.0,
// "Wildcards" and "Escaping": '*' is any run of characters, '?' any single one; a backslash before
// '*', '?' or a backslash takes the special meaning away; a backslash before anything else is
// itself.
struct ValuePattern {
  enum class Shape : std::uint8_t {
    kExact,     // text
    kPrefix,    // text*
    kSuffix,    // *text
    kContains,  // *text*
    kAny,       // * alone: any value, the empty one too
    kGlob,      // everything else
  };
  struct Piece {
    enum class Kind : std::uint8_t { kText, kAnyRun, kAnyOne };
    Kind kind = Kind::kText;
    std::string text;
  };

  Shape shape = Shape::kExact;
  std::string text;           // for all shapes but kGlob: the literal part, escapes resolved
  std::vector<Piece> pieces;  // for kGlob
};

// Reads the text of a string value. Runs of '*' count as one.
[[nodiscard]] ValuePattern parse_value_pattern(std::string_view text);

// The pattern put between wildcards, for the modifiers contains, startswith and endswith.
[[nodiscard]] ValuePattern with_wildcards(std::string_view text, bool before, bool after);

}  // namespace trailsift::sigma

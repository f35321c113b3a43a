// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
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
    enum class Kind : std::uint8_t {
      kText,
      kAnyRun,
      kAnyOne,
      kAnyDash,  // one of kDashes: modifier windash
    };
    Kind kind = Kind::kText;
    std::string text;
  };

  Shape shape = Shape::kExact;
  std::string text;           // for all shapes but kGlob: the literal part, escapes resolved
  std::vector<Piece> pieces;  // for kGlob
  bool ascii = true;          // all of its text is
};

// What stands in front of an option on a Windows command line: '-', '/', en dash, em dash and
// horizontal bar (modifiers appendix, "windash").
inline constexpr std::array<std::string_view, 5> kDashes = {"-", "/", "\xE2\x80\x93",
                                                            "\xE2\x80\x94", "\xE2\x80\x95"};

// The length of the dash at the front of `text`, or 0.
[[nodiscard]] std::size_t dash_size(std::string_view text);

// Reads the text of a string value. Runs of '*' count as one.
[[nodiscard]] ValuePattern parse_value_pattern(std::string_view text);

// The same in two steps, for what modifiers do in between: into pieces, and from pieces into a
// pattern that stands between wildcards (contains), or has one at an end (startswith, endswith).
[[nodiscard]] std::vector<ValuePattern::Piece> split_value(std::string_view text);
[[nodiscard]] ValuePattern make_pattern(std::vector<ValuePattern::Piece> pieces, bool before,
                                        bool after);

}  // namespace trailsift::sigma

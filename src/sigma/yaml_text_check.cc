// SPDX-License-Identifier: Apache-2.0
#include "sigma/yaml_text_check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "trailsift/base/utf8.h"

namespace trailsift::sigma {
namespace {

constexpr std::size_t kMostTagDirectives = 100;

bool is_older_line_end(std::string_view character) {
  return character == "\xC2\x85" || character == "\xE2\x80\xA8" || character == "\xE2\x80\xA9";
}

bool is_beyond_ascii_forbidden(std::string_view text) {
  if (text.front() == '\xC2') return text >= "\xC2\x80" && text < "\xC2\xA0";
  const std::string_view three = text.substr(0, 3);
  return is_older_line_end(three) || three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF";
}

// Where a character stands that YAML 1.2.2 does not allow (section 5.1), or one that ends a line
// for YAML 1.1, and so for the library, but not for YAML 1.2 (section 5.4).
std::size_t find_forbidden(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool usual = c < 0x80 ? (c >= ' ' && c != 0x7F) || c == '\n' || c == '\t' || c == '\r'
                                : !is_beyond_ascii_forbidden(text.substr(i));
    if (!usual) return i;
  }
  return std::string_view::npos;
}

YamlProblem forbidden_character(std::string_view line, std::size_t at, std::uint32_t number) {
  const bool ends_line =
      is_older_line_end(line.substr(at, 2)) || is_older_line_end(line.substr(at, 3));
  const auto column = static_cast<std::uint32_t>(count_characters(line.substr(0, at)) + 1);
  return {YamlProblem::Kind::kSyntax,
          ends_line
              ? "U+0085, U+2028 and U+2029 must be written as \\N, \\L and \\P in double quotes"
              : "control characters are not allowed in YAML",
          {number, column}};
}

// YAML 1.2.2, sections 5.1 and 5.2, narrowed to UTF-8, which the Sigma specification asks for. The
// library would take UTF-16 too.
std::optional<YamlProblem> check_characters(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return YamlProblem{YamlProblem::Kind::kSyntax, "the text is UTF-16; save it as UTF-8", {1, 1}};
  }
  if (find_forbidden(text) == text.npos && is_valid_utf8(text)) return std::nullopt;
  std::uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t forbidden = find_forbidden(line);
    if (forbidden != line.npos) return forbidden_character(line, forbidden, number);
    if (!is_valid_utf8(line)) break;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return YamlProblem{YamlProblem::Kind::kSyntax, "the text is not UTF-8", {number, 1}};
}

// The library compares each of these directives with all before it.
std::optional<YamlProblem> check_directives(std::string_view text) {
  std::size_t directives = 0;
  for (std::size_t at = text.find("%TAG"); at != text.npos; at = text.find("%TAG", at + 1)) {
    if (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r') continue;
    ++directives;
  }
  if (directives <= kMostTagDirectives) return std::nullopt;
  return YamlProblem{YamlProblem::Kind::kTooComplex,
                     "at most " + std::to_string(kMostTagDirectives) + " lines may begin with %TAG",
                     {}};
}

}  // namespace

std::optional<YamlProblem> check_yaml_text(std::string_view text) {
  if (text.size() > kLongestYaml) {
    return YamlProblem{YamlProblem::Kind::kTooComplex,
                       "the text is longer than " + std::to_string(kLongestYaml) + " bytes",
                       {}};
  }
  if (auto problem = check_characters(text)) return problem;
  return check_directives(text);
}

}  // namespace trailsift::sigma

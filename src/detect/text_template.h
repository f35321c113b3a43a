// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trailsift::detect {

// A sentence with "{placeholders}". "{{" and "}}" are literal braces; a brace that opens no
// placeholder is itself. "{a|b}" stands for the first of several names that has a value, and an
// empty name at the end for no text at all where none has. "{? in {a}}" is an optional part: it is
// left out where a placeholder in it has no value; it holds no literal braces and no other optional
// part. The words " with " before "{credential}" are optional by themselves.
struct TemplatePart {
  bool is_placeholder = false;
  std::string text;            // the literal text, or what is between the braces
  std::uint32_t optional = 0;  // the number of the optional part that it belongs to, from 1
};

// The names in a placeholder, in order; an empty one only at the end.
[[nodiscard]] std::vector<std::string_view> placeholder_names(std::string_view placeholder);

[[nodiscard]] std::vector<TemplatePart> parse_template(std::string_view text);

// True for the names that every finding can fill: actor, count and so on; see summary_text.h.
[[nodiscard]] bool is_finding_placeholder(std::string_view name);

// The other names in `text`: paths of record fields.
[[nodiscard]] std::vector<std::string> template_fields(std::string_view text);

}  // namespace trailsift::detect

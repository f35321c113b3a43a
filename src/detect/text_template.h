// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trailsift::detect {

// A sentence with "{placeholders}". "{{" and "}}" are literal braces; a brace that opens no
// placeholder is itself.
struct TemplatePart {
  bool is_placeholder = false;
  std::string text;  // the literal text, or the name between the braces
};

[[nodiscard]] std::vector<TemplatePart> parse_template(std::string_view text);

// True for the names that every finding can fill: actor, count and so on; see summary_text.h.
[[nodiscard]] bool is_finding_placeholder(std::string_view name);

// The other names in `text`: paths of record fields.
[[nodiscard]] std::vector<std::string> template_fields(std::string_view text);

}  // namespace trailsift::detect

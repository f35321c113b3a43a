// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace trailsift {

// UTF-8 as the Unicode standard defines it (chapter 3, table 3-7): no overlong forms, no
// surrogates, nothing above U+10FFFF. Thread-safe, like every function without state.
[[nodiscard]] bool is_valid_utf8(std::string_view text);

// Appends one character. What is no character (a surrogate, or above U+10FFFF) becomes U+FFFD.
void append_utf8(std::string& text, char32_t character);

// The text with U+FFFD in place of whatever is not UTF-8. A sequence that breaks off counts as one
// and every other bad byte for itself (Unicode standard, chapter 3, "U+FFFD Substitution of Maximal
// Subparts").
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

}  // namespace trailsift

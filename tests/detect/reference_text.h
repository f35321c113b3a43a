// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace trailsift::detect::reference {

// Where the character behind the one at `at` begins.
[[nodiscard]] std::size_t after_character(const std::string& text, std::size_t at);

// The one character that the bytes are in UTF-8; nothing when they are none.
[[nodiscard]] std::optional<char32_t> character_in(const std::string& bytes);

// By the C library's table. Letters beyond A-Z count only where their small form is as long.
[[nodiscard]] std::string lowered(const std::string& text);

// Whether a pattern of '*', '?' and escapes takes the whole text.
[[nodiscard]] bool takes(const std::string& pattern, const std::string& text, bool cased);

}  // namespace trailsift::detect::reference

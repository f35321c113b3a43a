// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace trailsift::detect {

// `value` as it stands in a sentence: at most 120 bytes, cut between characters.
[[nodiscard]] std::string bounded_value(std::string_view value);

// "a, b and 4 more": the first `shown` of the texts as they are.
[[nodiscard]] std::string first_texts(std::span<const std::string> texts, std::size_t shown,
                                      std::string_view separator = ", ");

// `value` as one word for a shell, in quotes where it would not be taken for a plain word. Steps
// hold commands that a person copies into a terminal, and the values in them may be an attacker's.
[[nodiscard]] std::string shell_word(std::string_view value);

}  // namespace trailsift::detect

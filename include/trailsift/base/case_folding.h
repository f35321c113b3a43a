// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace trailsift {

// Comparisons that ignore the case of letters beyond A-Z, for texts of which one is not all ASCII.
// Facts: Unicode's CaseFolding.txt, statuses C and S, for Latin, Greek, Cyrillic, Armenian and
// full-width letters, as far as a letter and its folding take the same number of bytes in UTF-8;
// that leaves out a few, such as capital sharp s and the Kelvin sign. What is not UTF-8 is compared
// byte by byte. Thread-safe; allocate nothing.

// The character that `character` is compared as.
[[nodiscard]] char32_t fold_case(char32_t character);

[[nodiscard]] bool is_ascii(std::string_view text);

[[nodiscard]] bool equals_folded(std::string_view left, std::string_view right);
[[nodiscard]] bool starts_with_folded(std::string_view text, std::string_view prefix);
[[nodiscard]] bool ends_with_folded(std::string_view text, std::string_view suffix);
[[nodiscard]] bool contains_folded(std::string_view text, std::string_view part);

}  // namespace trailsift

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Text that an attacker may have chosen, made fit for a terminal. Free functions without state.
namespace trailsift::report {

inline constexpr std::size_t kMaxShownColumns = 400;

// `text` as a terminal may show it: one line of valid UTF-8 in which nothing acts on the terminal
// and nothing is invisible. Control characters (C0, DEL, C1) become "\n", "\t" or "\x1b";
// characters that turn the direction of writing, take no room or break lines (Unicode Standard,
// section 23.2, and annex 9) become "\u202e"; bytes that are not UTF-8 become U+FFFD. What does not
// fit `max_columns` is cut, and "…" ends the text.
[[nodiscard]] std::string safe_text(std::string_view text,
                                    std::size_t max_columns = kMaxShownColumns);

// The columns that text from safe_text takes on a terminal. East Asian wide characters and emoji
// take two (Unicode Standard annex 11), combining marks none.
[[nodiscard]] std::size_t columns_of(std::string_view text);

// The longest beginning of `text` that takes at most `columns`; at least one character of it.
[[nodiscard]] std::string_view head_of(std::string_view text, std::size_t columns);

}  // namespace trailsift::report

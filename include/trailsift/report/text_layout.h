// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trailsift/report/safe_text.h"
#include "trailsift/report/terminal.h"

namespace trailsift::report {

enum class Ink : std::uint8_t { kPlain, kBold, kDim, kAlarm, kRed, kYellow, kCyan };

// `text` between the escape sequences of `ink`; as it is without colour.
[[nodiscard]] std::string paint(std::string_view text, Ink ink, const TextStyle& style);

// Breaks `text` (safe, one line) at spaces into lines of at most `width` columns. A word that does
// not fit the rest of a line begins the next one; only a word that does not fit a whole line, such
// as a very long ARN, is broken. Gives at least one line.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

// Text of labelled lines: a label at the left, its text wrapped beside it.
//
//   actor      arn:aws:iam::123456789012:user/alice, a user
//   from       203.0.113.7
class TextLayout {
 public:
  explicit TextLayout(const TextStyle& style) : style_(style) {}

  // One line, wrapped with an indent of two, without a label.
  void paragraph(std::string_view text, Ink ink = Ink::kPlain);
  // Nothing at all when `text` is empty.
  void labelled(std::string_view label, std::string_view text, Ink ink = Ink::kPlain);
  // One of several texts beside a label, which only the first one names; a second line of the same
  // text is indented further.
  void item(std::string_view text, std::string_view label = "");
  // Text that is already laid out.
  void raw(std::string_view text) { text_ += text; }

  [[nodiscard]] const TextStyle& style() const { return style_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  TextStyle style_;
  std::string text_;
};

// "a, b, c and 4 more": the first `shown` of the items, each made safe and cut at `max_columns`.
// `is_cut`: there were more of them before, so it says "and more than 4 more".
[[nodiscard]] std::string listed(std::span<const std::string> items, std::size_t shown,
                                 std::size_t max_columns = kMaxShownColumns, bool is_cut = false);
// "1,234,567"
[[nodiscard]] std::string with_commas(std::uint64_t number);
// "1 file", "2 files"
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

}  // namespace trailsift::report

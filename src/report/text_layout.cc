// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/text_layout.h"

#include <fmt/format.h>

#include <algorithm>

#include "trailsift/report/safe_text.h"

namespace trailsift::report {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kLabelColumns = 11;  // the longest label and two spaces
constexpr std::string_view kReset = "\x1b[0m";

std::string_view sequence_of(Ink ink) {
  switch (ink) {
    case Ink::kPlain:
      return "";
    case Ink::kBold:
      return "\x1b[1m";
    case Ink::kDim:
      return "\x1b[2m";
    case Ink::kAlarm:
      return "\x1b[1;97;41m";
    case Ink::kRed:
      return "\x1b[1;31m";
    case Ink::kYellow:
      return "\x1b[1;33m";
    case Ink::kCyan:
      return "\x1b[36m";
  }
  return "";
}

// Collects words into lines.
class Wrapper {
 public:
  explicit Wrapper(std::size_t width) : width_(std::max<std::size_t>(width, 1)) {}

  void add(std::string_view word) {
    const std::size_t columns = columns_of(word);
    const std::size_t gap = line_.empty() ? 0 : 1;
    if (used_ + gap + columns <= width_) return append(word, columns, gap);
    if (!line_.empty()) end_line();
    while (columns_of(word) > width_) {
      const std::string_view head = head_of(word, width_);
      lines_.emplace_back(head);
      word.remove_prefix(head.size());
    }
    append(word, columns_of(word), 0);
  }

  std::vector<std::string> take() {
    if (!line_.empty() || lines_.empty()) end_line();
    return std::move(lines_);
  }

 private:
  void append(std::string_view word, std::size_t columns, std::size_t gap) {
    line_.append(gap, ' ').append(word);
    used_ += gap + columns;
  }
  void end_line() {
    lines_.push_back(std::move(line_));
    line_.clear();
    used_ = 0;
  }

  std::size_t width_;
  std::vector<std::string> lines_;
  std::string line_;
  std::size_t used_ = 0;
};

}  // namespace

std::string paint(std::string_view text, Ink ink, const TextStyle& style) {
  if (!style.colour || ink == Ink::kPlain || text.empty()) return std::string(text);
  return fmt::format("{}{}{}", sequence_of(ink), text, kReset);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  Wrapper lines(width);
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    if (space > 0) lines.add(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return lines.take();
}

void TextLayout::paragraph(std::string_view text, Ink ink) {
  if (text.empty()) return;
  for (const std::string& line : wrap(text, style_.width - kIndent)) {
    text_.append(kIndent, ' ').append(paint(line, ink, style_)).append("\n");
  }
}

void TextLayout::labelled(std::string_view label, std::string_view text, Ink ink) {
  if (text.empty()) return;
  std::string margin(kIndent, ' ');
  margin += paint(fmt::format("{:<{}}", label, kLabelColumns), Ink::kDim, style_);
  for (const std::string& line : wrap(text, style_.width - kIndent - kLabelColumns)) {
    text_.append(margin).append(paint(line, ink, style_)).append("\n");
    margin.assign(kIndent + kLabelColumns, ' ');
  }
}

void TextLayout::item(std::string_view text, std::string_view label) {
  std::string margin(kIndent, ' ');
  margin += paint(fmt::format("{:<{}}", label, kLabelColumns), Ink::kDim, style_);
  for (const std::string& line : wrap(text, style_.width - kLabelColumns - 2 * kIndent)) {
    text_.append(margin).append(line).append("\n");
    margin.assign(kLabelColumns + 2 * kIndent, ' ');
  }
}

std::string listed(std::span<const std::string> items, std::size_t shown, std::size_t max_columns,
                   bool is_cut) {
  std::string text;
  for (std::size_t i = 0; i < std::min(shown, items.size()); ++i) {
    if (i > 0) text += ", ";
    text += safe_text(items[i], max_columns);
  }
  if (items.size() <= shown) return text;
  return fmt::format("{} and {}{} more", text, is_cut ? "more than " : "", items.size() - shown);
}

std::string with_commas(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", with_commas(number), noun, number == 1 ? "" : "s");
}

}  // namespace trailsift::report

// SPDX-License-Identifier: Apache-2.0
#include "sigma/diagnostic_log.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "trailsift/base/ascii.h"
#include "trailsift/base/utf8.h"

namespace trailsift::sigma {
namespace {

constexpr std::size_t kLongestQuote = 60;
constexpr std::size_t kLongestLine = 240;

std::string printable(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    const bool control = (c >= 0 && c < ' ' && c != '\t') || c == '\x7F';
    if (control) c = '?';
  }
  return to_valid_utf8(result);
}

// Without their ends; never empty.
std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    if (end == text.npos) return lines;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

void DiagnosticLog::add(Code code, Position position, std::string_view message,
                        std::string_view hint) {
  const CodeEntry& entry = entry_of(code);
  Diagnostic diagnostic;
  diagnostic.severity = entry.severity;
  diagnostic.code = entry.name;
  diagnostic.message = printable(message);
  diagnostic.hint = printable(hint);
  diagnostic.file = file_;
  diagnostic.position = position;
  diagnostic.source_line = printable(front_characters(line(position.line), kLongestLine));
  add(std::move(diagnostic));
}

void DiagnosticLog::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::kError) ++errors_;
  diagnostics_.push_back(std::move(diagnostic));
}

Position DiagnosticLog::position_in(const YamlNode& scalar, std::size_t offset) const {
  Position position = scalar.position;
  if (position.column == 0) return position;
  const std::size_t start = position.column - 1 + (scalar.quoted ? 1 : 0);
  const std::string_view source = line(position.line);
  if (!skip_characters(source, start).starts_with(scalar.text)) return position;
  const std::string_view before = std::string_view(scalar.text).substr(0, offset);
  position.column = static_cast<std::uint32_t>(start + count_characters(before) + 1);
  return position;
}

std::vector<Diagnostic> DiagnosticLog::take() {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [](const Diagnostic& left, const Diagnostic& right) {
                     return left.position.line < right.position.line;
                   });
  errors_ = 0;
  return std::exchange(diagnostics_, {});
}

std::string_view DiagnosticLog::line(std::uint32_t number) const {
  if (lines_.empty()) lines_ = split_lines(text_);
  return number == 0 || number > lines_.size() ? std::string_view() : lines_[number - 1];
}

std::string in_quotes(std::string_view text) {
  const std::string_view shown = front_characters(text, kLongestQuote);
  return "'" + std::string(shown) + (shown.size() < text.size() ? "…'" : "'");
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  const std::optional<std::string> nearest = nearest_word(word, known);
  return nearest ? "Did you mean " + in_quotes(*nearest) + "?" : std::string();
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  const std::vector<std::string> words(known.begin(), known.end());
  return did_you_mean(word, std::span<const std::string>(words));
}

}  // namespace trailsift::sigma

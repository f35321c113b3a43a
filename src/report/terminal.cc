// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "trailsift/base/ascii.h"

namespace trailsift::report {
namespace {

constexpr std::size_t kMinWidth = 40;
constexpr std::size_t kMaxWidth = 1000;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::size_t width_of(const TerminalFacts& facts) {
  if (facts.columns > 0) return facts.columns;
  return parse_unsigned(environment("COLUMNS")).value_or(TextStyle{}.width);
}

bool wants_colour(const TerminalFacts& facts) {
  return facts.is_terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

}  // namespace

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

TerminalFacts terminal_facts(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0) size.ws_col = 0;
  return {is_terminal(descriptor), size.ws_col};
}

TextStyle style_for(const TerminalFacts& facts, ColourMode mode) {
  const bool colour =
      mode == ColourMode::kAlways || (mode == ColourMode::kAuto && wants_colour(facts));
  return {std::clamp(width_of(facts), kMinWidth, kMaxWidth), colour};
}

TextStyle style_for_file(ColourMode mode) {
  return {TextStyle{}.width, mode == ColourMode::kAlways};
}

}  // namespace trailsift::report

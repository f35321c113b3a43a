// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace trailsift::report {

enum class ColourMode : std::uint8_t { kAuto, kAlways, kNever };

// How text is laid out.
struct TextStyle {
  std::size_t width = 100;  // columns
  bool colour = false;
};

// What is known of where text goes.
struct TerminalFacts {
  bool is_terminal = false;
  std::size_t columns = 0;  // 0: not known
};

[[nodiscard]] bool is_terminal(int descriptor);
[[nodiscard]] TerminalFacts terminal_facts(int descriptor);

// What suits it. Width: of the terminal, else COLUMNS, else 100, and never less than 40. Colour: as
// asked; kAuto means on a terminal that is not "dumb", unless NO_COLOR is set and not empty
// (no-color.org).
[[nodiscard]] TextStyle style_for(const TerminalFacts& facts, ColourMode mode);

// The same for a file, where neither a terminal nor the environment has a say.
[[nodiscard]] TextStyle style_for_file(ColourMode mode);

}  // namespace trailsift::report

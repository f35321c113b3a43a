// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/calendar.h"
#include "corpus/population.h"
#include "corpus/random.h"

namespace corpus {

// What a template's placeholders are filled from. Views only; lives for one call.
struct Scene {
  Random& random;
  const Account& account;
  const Principal& principal;
  std::string_view region;
  Seconds time = 0;
  std::uint32_t focus = 0;  // a run of calls stays with one bucket, one function, one instance
  std::array<std::string_view, 4> arguments{};  // ${0} to ${3}
};

struct Piece;
using Fill = void (*)(std::string& out, const Scene& scene, const Piece& piece);

class TextTemplate;

// Literal text, then a placeholder; `fill` is null after the last literal.
struct Piece {
  std::string literal;
  Fill fill = nullptr;
  std::uint32_t low = 0;               // first number after the placeholder's name
  std::uint32_t high = 0;              // second number; equal to `low` when there is none
  const TextTemplate* item = nullptr;  // what ${list:item:low:high} repeats
};

// JSON text with placeholders: "${uuid}", "${hex:17}", "${int:1:500}", "${list:tag:1:5}". Parsed
// once, then filled many times, by any number of threads. An unknown placeholder is a mistake in
// our own tables and ends the program with a message.
class TextTemplate {
 public:
  TextTemplate() = default;
  explicit TextTemplate(std::string_view text);

  [[nodiscard]] bool empty() const { return pieces_.empty(); }
  void append_to(std::string& out, const Scene& scene) const;

 private:
  std::vector<Piece> pieces_;
};

// The placeholder `name`, or null when there is none; in slots.cc.
[[nodiscard]] Fill find_slot(std::string_view name);

// The template that ${list:name:…} repeats, or null; in list_items.cc.
[[nodiscard]] const TextTemplate* find_list_item(std::string_view name);

}  // namespace corpus

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "trailsift/base/result.h"

namespace re2 {
class RE2;
}

namespace trailsift::detect {

struct RegexFlags {
  bool ignore_case = false;
  bool multi_line = false;  // ^ and $ match at line ends
  bool dot_all = false;     // . matches a line end
};

// A regular expression that runs in time linear in the text, because the texts are an attacker's.
// Immutable, safe to share between threads. Backed by RE2, which appears in regex.cc alone; its
// memory is bounded, and it falls back to a slower engine within that bound.
class Regex {
 public:
  // Rules repeat themselves: of equal expressions that are in use there is one. The error's message
  // is the engine's; its location is left empty. Any thread may call it.
  [[nodiscard]] static Result<std::shared_ptr<const Regex>> compile(const std::string& pattern,
                                                                    RegexFlags flags);
  ~Regex();
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  // True when the expression matches somewhere in `text`; it is anchored only where it says so.
  [[nodiscard]] bool found_in(std::string_view text) const;

 private:
  explicit Regex(std::unique_ptr<re2::RE2> engine);

  std::unique_ptr<re2::RE2> engine_;
};

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/cli/exit_status.h"
#include "trailsift/sigma/diagnostic.h"

namespace trailsift::cli {

// What is said on standard error. All text is made safe for a terminal line by line. What cannot be
// written there is lost: there is nowhere else to say it.
class Console {
 public:
  // `quiet`: errors only.
  explicit Console(bool quiet) : quiet_(quiet) {}

  // Always written. Returns kFailed, for callers that end with it.
  ExitStatus error(const Error& error) const;
  // Errors always, warnings unless quiet.
  void diagnostics(const std::vector<sigma::Diagnostic>& diagnostics) const;
  // "trailsift: text", unless quiet.
  void note(std::string_view text) const;
  // Text that is laid out and safe already, unless quiet.
  void show(std::string_view text) const;

 private:
  bool quiet_;
};

// Writes to standard output. A reader that has gone away is no failure: it has what it wanted. Any
// other error is told on standard error and gives kFailed instead of `status`.
[[nodiscard]] ExitStatus write_out(std::string_view text, ExitStatus status);

}  // namespace trailsift::cli

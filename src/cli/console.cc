// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/console.h"

#include <unistd.h>

#include <string>

#include "trailsift/io/output_file.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::cli {
namespace {

constexpr std::size_t kMaxLineColumns = 2000;

std::string safe_lines(std::string_view text) {
  std::string safe;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    safe += report::safe_text(text.substr(0, end), kMaxLineColumns) + "\n";
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return safe;
}

void write_err(std::string_view text) {
  (void)io::write_fully(STDERR_FILENO, text, "standard error");
}

}  // namespace

ExitStatus Console::error(const Error& error) const {
  write_err(safe_lines("trailsift: " + error.to_string()));
  return ExitStatus::kFailed;
}

void Console::diagnostics(const std::vector<sigma::Diagnostic>& diagnostics) const {
  for (const sigma::Diagnostic& problem : diagnostics) {
    if (quiet_ && problem.severity == sigma::Severity::kWarning) continue;
    write_err(safe_lines(problem.to_string()));
  }
}

void Console::note(std::string_view text) const {
  if (!quiet_) write_err(safe_lines("trailsift: " + std::string(text)));
}

void Console::show(std::string_view text) const {
  if (!quiet_) write_err(text);
}

ExitStatus write_out(std::string_view text, ExitStatus status) {
  const auto error = io::write_fully(STDOUT_FILENO, text, "standard output");
  if (!error || error->code == "closed-pipe") return status;
  return Console(false).error(*error);
}

}  // namespace trailsift::cli

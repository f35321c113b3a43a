// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sigma/diagnostic_code.h"
#include "trailsift/sigma/diagnostic.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// Collects what is wrong with one file. Rules may come from anywhere: whatever is quoted from them
// is cut to a sensible length and loses its control characters. Not thread-safe.
class DiagnosticLog {
 public:
  // Both texts must outlive the log.
  DiagnosticLog(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  // Severity comes from the code table.
  void add(Code code, Position position, std::string_view message, std::string_view hint = {});

  // Takes over what another log of the same file holds.
  void add(Diagnostic diagnostic);

  // How many errors there are so far. A document in which the number grew is refused.
  [[nodiscard]] std::size_t errors() const { return errors_; }

  // Where the byte `offset` of a scalar's text stands in the file; the start of the scalar when
  // that cannot be told (folded text, escapes).
  [[nodiscard]] Position position_in(const YamlNode& scalar, std::size_t offset) const;

  // The diagnostics in the order of their lines. The log is empty afterwards.
  [[nodiscard]] std::vector<Diagnostic> take();

 private:
  [[nodiscard]] std::string_view line(std::uint32_t number) const;

  std::string_view text_;
  std::string_view file_;
  mutable std::vector<std::string_view> lines_;  // of text_, filled when first asked for
  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
};

// The text between quotes, fit for a message.
[[nodiscard]] std::string in_quotes(std::string_view text);

// "Did you mean 'x'?", or nothing when no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> known);
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> known);

}  // namespace trailsift::sigma

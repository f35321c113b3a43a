// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/diagnostic.h"

#include "trailsift/base/result.h"

namespace trailsift::sigma {
namespace {

// What stands under the line before the marker: as wide as the text above it, tabs kept.
std::string blanks_for(const std::string& line, std::size_t characters) {
  std::string blanks;
  for (const char c : line) {
    const bool continues_character = (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
    if (continues_character) continue;
    if (blanks.size() == characters) break;
    blanks += c == '\t' ? '\t' : ' ';
  }
  return blanks;
}

}  // namespace

std::string Diagnostic::to_string() const {
  std::string text = SourceLocation{file, position.line, position.column}.to_string();
  if (!text.empty()) text += ": ";
  text += severity == Severity::kError ? "error: " : "warning: ";
  text += message + " [" + code + "]";
  if (!source_line.empty()) {
    text += "\n  " + source_line;
    const std::string blanks = blanks_for(source_line, position.column);
    if (position.column > 0 && position.column <= blanks.size() + 1) {
      text += "\n  " + blanks.substr(0, position.column - 1) + '^';
    }
  }
  if (!hint.empty()) text += "\n  " + hint;
  return text;
}

}  // namespace trailsift::sigma

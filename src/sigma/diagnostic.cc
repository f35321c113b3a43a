// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/diagnostic.h"

#include "trailsift/base/result.h"

namespace trailsift::sigma {
namespace {

// What stands under the line before the marker: as wide as the text above it, tabs kept.
std::string blanks_for(const std::string& line, std::size_t bytes) {
  std::string blanks;
  for (const char c : line.substr(0, bytes)) {
    const bool continues_character = (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
    if (!continues_character) blanks += c == '\t' ? '\t' : ' ';
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
    if (position.column > 0 && position.column <= source_line.size() + 1) {
      text += "\n  " + blanks_for(source_line, position.column - 1) + '^';
    }
  }
  if (!hint.empty()) text += "\n  " + hint;
  return text;
}

}  // namespace trailsift::sigma

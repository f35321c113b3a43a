// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/result.h"

namespace trailsift {

std::string SourceLocation::to_string() const {
  std::string text = file;
  if (line == 0) return text;
  text += ':' + std::to_string(line);
  if (column != 0) text += ':' + std::to_string(column);
  return text;
}

std::string Error::to_string() const {
  std::string text = location.to_string();
  if (!text.empty()) text += ": ";
  text += message;
  if (!code.empty()) text += " [" + code + "]";
  if (!hint.empty()) text += "\n  " + hint;
  return text;
}

}  // namespace trailsift

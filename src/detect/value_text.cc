// SPDX-License-Identifier: Apache-2.0
#include "detect/value_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "trailsift/base/ascii.h"
#include "trailsift/base/utf8.h"

namespace trailsift::detect {
namespace {

constexpr std::size_t kMaxValueBytes = 120;

bool is_plain(char c) {
  return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') ||
         std::string_view("_-./:@=+,").find(c) != std::string_view::npos;
}

}  // namespace

std::string bounded_value(std::string_view value) {
  const std::string_view front = front_characters(value, kMaxValueBytes);
  return std::string(front) + (front.size() < value.size() ? "…" : "");
}

std::string first_texts(std::span<const std::string> texts, std::size_t shown,
                        std::string_view separator) {
  if (texts.size() <= shown) return fmt::format("{}", fmt::join(texts, separator));
  return fmt::format("{} and {} more", fmt::join(texts.first(shown), separator),
                     texts.size() - shown);
}

std::string shell_word(std::string_view value) {
  const bool plain = std::all_of(value.begin(), value.end(), is_plain);
  if (plain && !value.starts_with('-')) return std::string(value);
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace trailsift::detect

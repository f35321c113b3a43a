// SPDX-License-Identifier: Apache-2.0
#include "io/utf16_text.h"

#include <utility>

#include "trailsift/base/utf8.h"

namespace trailsift::io {
namespace {

using namespace std::string_view_literals;

}  // namespace

EncodingGuess guess_encoding(std::string_view head) {
  if (head.starts_with(kUtf8Mark)) return {TextEncoding::kUtf8, 3};
  if (head.starts_with("\xFF\xFE"sv)) return {TextEncoding::kUtf16Little, 2};
  if (head.starts_with("\xFE\xFF"sv)) return {TextEncoding::kUtf16Big, 2};
  if (head.starts_with("{\0"sv) || head.starts_with("[\0"sv)) {
    return {TextEncoding::kUtf16Little, 0};
  }
  if (head.starts_with("\0{"sv) || head.starts_with("\0["sv)) return {TextEncoding::kUtf16Big, 0};
  return {};
}

void Utf16Text::start(TextEncoding encoding) {
  is_big_ = encoding == TextEncoding::kUtf16Big;
  has_half_ = false;
  high_surrogate_ = 0;
}

Utf16Text::Progress Utf16Text::convert(std::string_view input, char* out, std::size_t room) {
  char* next = out;
  std::size_t taken = 0;
  while (taken < input.size() && room - static_cast<std::size_t>(next - out) >= kSmallestRoom) {
    const auto byte = static_cast<unsigned char>(input[taken++]);
    if (!std::exchange(has_half_, !has_half_)) {
      half_ = byte;
    } else {
      const unsigned high = is_big_ ? half_ : byte;
      const unsigned low = is_big_ ? byte : half_;
      next = add_unit(high << 8 | low, next);
    }
  }
  return {taken, static_cast<std::size_t>(next - out)};
}

char* Utf16Text::add_unit(char32_t unit, char* out) {
  const char32_t high = std::exchange(high_surrogate_, 0);
  if (high != 0 && is_low_surrogate(unit)) {
    return write_utf8(join_surrogates(high, unit), out);
  }
  if (high != 0) out = write_utf8(kReplacementCharacter, out);
  if (is_high_surrogate(unit)) {
    high_surrogate_ = unit;
    return out;
  }
  return write_utf8(unit, out);
}

std::size_t Utf16Text::finish(char* out) {
  char* next = out;
  if (std::exchange(high_surrogate_, 0) != 0) next = write_utf8(kReplacementCharacter, next);
  if (std::exchange(has_half_, false)) next = write_utf8(kReplacementCharacter, next);
  return static_cast<std::size_t>(next - out);
}

}  // namespace trailsift::io

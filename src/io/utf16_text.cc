// SPDX-License-Identifier: Apache-2.0
#include "io/utf16_text.h"

#include <utility>

namespace trailsift::io {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kReplacement = 0xFFFD;

bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

char* write_utf8(std::uint32_t point, char* out) {
  const auto continuation = [&](unsigned shift) {
    *out++ = static_cast<char>(0x80 | (point >> shift & 0x3F));
  };
  if (point < 0x80) {
    *out++ = static_cast<char>(point);
  } else if (point < 0x800) {
    *out++ = static_cast<char>(0xC0 | point >> 6);
    continuation(0);
  } else if (point < 0x10000) {
    *out++ = static_cast<char>(0xE0 | point >> 12);
    continuation(6);
    continuation(0);
  } else {
    *out++ = static_cast<char>(0xF0 | point >> 18);
    continuation(12);
    continuation(6);
    continuation(0);
  }
  return out;
}

}  // namespace

EncodingGuess guess_encoding(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF"sv)) return {TextEncoding::kUtf8, 3};
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

char* Utf16Text::add_unit(std::uint32_t unit, char* out) {
  const std::uint32_t high = std::exchange(high_surrogate_, 0);
  if (high != 0 && is_low_surrogate(unit)) {
    return write_utf8(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), out);
  }
  if (high != 0) out = write_utf8(kReplacement, out);
  if (is_high_surrogate(unit)) {
    high_surrogate_ = unit;
    return out;
  }
  return write_utf8(is_low_surrogate(unit) ? kReplacement : unit, out);
}

std::size_t Utf16Text::finish(char* out) {
  char* next = out;
  if (std::exchange(high_surrogate_, 0) != 0) next = write_utf8(kReplacement, next);
  if (std::exchange(has_half_, false)) next = write_utf8(kReplacement, next);
  return static_cast<std::size_t>(next - out);
}

}  // namespace trailsift::io

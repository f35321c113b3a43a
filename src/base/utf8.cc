// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/utf8.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace trailsift {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Sequence {
  std::size_t length = 1;
  bool valid = false;
};

bool is_between(char c, unsigned low, unsigned high) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= low && byte <= high;
}

// How a first byte goes on: how many bytes in all, and what the second may be.
struct Lead {
  std::size_t length = 1;
  unsigned second_low = 0x80;
  unsigned second_high = 0xBF;
};

Lead lead_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0xC2 || byte > 0xF4) return {};
  if (byte < 0xE0) return {2};
  if (byte == 0xE0) return {3, 0xA0};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3};
  if (byte == 0xF0) return {4, 0x90};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {4};
}

// The sequence at the start of `text`, which begins with a byte above 0x7F.
Sequence read_sequence(std::string_view text) {
  const Lead lead = lead_of(text.front());
  if (lead.length == 1) return {1, false};
  if (text.size() < 2 || !is_between(text[1], lead.second_low, lead.second_high)) return {1, false};
  for (std::size_t i = 2; i < lead.length; ++i) {
    if (i == text.size() || !is_between(text[i], 0x80, 0xBF)) return {i, false};
  }
  return {lead.length, true};
}

// Where the first byte above 0x7F stands at or behind `at`.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  while (at + sizeof(std::uint64_t) <= text.size()) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if ((bytes & kHighBits) != 0) break;
    at += sizeof bytes;
  }
  while (at < text.size() && is_between(text[at], 0, 0x7F)) ++at;
  return at;
}

// Where the first sequence that is not UTF-8 begins; text.size() when there is none.
std::size_t skip_valid(std::string_view text, std::size_t at) {
  while ((at = skip_ascii(text, at)) < text.size()) {
    const Sequence sequence = read_sequence(text.substr(at));
    if (!sequence.valid) break;
    at += sequence.length;
  }
  return at;
}

bool begins_character(char c) { return !is_between(c, 0x80, 0xBF); }

char continuation(char32_t bits) { return static_cast<char>(0x80u | (bits & 0x3Fu)); }

}  // namespace

bool is_valid_utf8(std::string_view text) { return skip_valid(text, 0) == text.size(); }

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string_view skip_characters(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (begins_character(text[at]) && characters-- == 0) break;
  }
  return text.substr(at);
}

std::string_view front_characters(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

char32_t take_character(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const Sequence sequence = first < 0x80 ? Sequence{1, true} : read_sequence(text);
  if (!sequence.valid) {
    text.remove_prefix(1);
    return kReplacementCharacter;
  }
  // Of a lead byte, as many bits count as there are ones at its front and a zero to end them.
  char32_t character = sequence.length == 1 ? first : first & (0x7Fu >> sequence.length);
  for (std::size_t i = 1; i < sequence.length; ++i) {
    character = (character << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  }
  text.remove_prefix(sequence.length);
  return character;
}

char* write_utf8(char32_t character, char* out) {
  const bool is_character =
      character <= 0x10FFFF && !is_high_surrogate(character) && !is_low_surrogate(character);
  if (!is_character) character = kReplacementCharacter;
  if (character < 0x80) {
    *out++ = static_cast<char>(character);
    return out;
  }
  if (character < 0x800) {
    *out++ = static_cast<char>(0xC0u | (character >> 6));
  } else if (character < 0x10000) {
    *out++ = static_cast<char>(0xE0u | (character >> 12));
    *out++ = continuation(character >> 6);
  } else {
    *out++ = static_cast<char>(0xF0u | (character >> 18));
    *out++ = continuation(character >> 12);
    *out++ = continuation(character >> 6);
  }
  *out++ = continuation(character);
  return out;
}

void append_utf8(std::string& text, char32_t character) {
  char bytes[kMostUtf8Bytes];
  text.append(bytes, write_utf8(character, bytes));
}

std::string to_valid_utf8(std::string_view text) {
  std::string valid;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t bad = skip_valid(text, at);
    valid += text.substr(at, bad - at);
    at = bad;
    if (at == text.size()) break;
    valid += kReplacement;
    at += read_sequence(text.substr(at)).length;
  }
  return valid;
}

}  // namespace trailsift

// SPDX-License-Identifier: Apache-2.0
#include "corpus/identifiers.h"

#include <array>
#include <charconv>
#include <string_view>

namespace corpus {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kAlnum =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz0123456789";

// For alphabets whose size is a power of two: `Bits` of each random number per letter.
template <unsigned Bits>
void append_letters(std::string& out, Random& random, std::size_t length,
                    std::string_view alphabet) {
  constexpr unsigned kPerNumber = 64 / Bits;
  const std::size_t start = out.size();
  out.resize(start + length);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < length; ++i) {
    if (i % kPerNumber == 0) bits = random.next();
    out[start + i] = alphabet[bits & ((1U << Bits) - 1U)];
    bits >>= Bits;
  }
}

void append_picked(std::string& out, Random& random, std::size_t length,
                   std::string_view alphabet) {
  for (std::size_t i = 0; i < length; ++i) {
    out += alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))];
  }
}

}  // namespace

void append_hex(std::string& out, Random& random, std::size_t length) {
  append_letters<4>(out, random, length, kHex);
}

void append_upper(std::string& out, Random& random, std::size_t length) {
  append_letters<5>(out, random, length, kBase32);
}

void append_base64(std::string& out, Random& random, std::size_t length) {
  append_letters<6>(out, random, length, kBase64);
}

void append_alnum(std::string& out, Random& random, std::size_t length) {
  append_picked(out, random, length, kAlnum);
}

void append_lower(std::string& out, Random& random, std::size_t length) {
  append_picked(out, random, length, kLower);
}

void append_digits(std::string& out, Random& random, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i) {
    out += static_cast<char>(i == 0 ? '1' + random.below(9) : '0' + random.below(10));
  }
}

void append_uuid(std::string& out, Random& random) {
  const std::size_t start = out.size();
  append_hex(out, random, 36);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) out[start + dash] = '-';
  out[start + 14] = '4';
  out[start + 19] = "89ab"[random.below(4)];
}

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

std::string unique_id(const char* prefix, std::uint64_t seed) {
  std::string id = prefix;
  Random random(mix(seed, seed_of(id)));
  append_upper(id, random, 16);
  return id;
}

}  // namespace corpus

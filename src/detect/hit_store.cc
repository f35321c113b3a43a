// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/hit_store.h"

#include <algorithm>
#include <array>
#include <utility>

#include "detect/hit_data.h"

namespace trailsift::detect {
namespace {

constexpr std::size_t kGuidSize = 36;

bool is_dash_place(std::size_t place) {
  return place == 8 || place == 13 || place == 18 || place == 23;
}

constexpr std::uint8_t kNoDigit = 0x80;

// Of each byte, its value as a lower-case hexadecimal digit, or kNoDigit.
constexpr std::array<std::uint8_t, 256> make_digits() {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(kNoDigit);
  for (std::uint8_t i = 0; i < 16; ++i) {
    digits[static_cast<unsigned char>("0123456789abcdef"[i])] = i;
  }
  return digits;
}
constexpr std::array<std::uint8_t, 256> kDigits = make_digits();

// `size` digits as a number; sets kNoDigit in `bad` when one of them is none.
std::uint64_t read_digits(const char* text, std::size_t size, std::uint8_t& bad) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint8_t digit = kDigits[static_cast<unsigned char>(text[i])];
    bad |= digit;
    number = (number << 4) | (digit & 0xF);
  }
  return number;
}

}  // namespace

std::optional<EventId> parse_guid(std::string_view text) {
  if (text.size() != kGuidSize) return std::nullopt;
  const char* const at = text.data();
  if (at[8] != '-' || at[13] != '-' || at[18] != '-' || at[23] != '-') return std::nullopt;
  std::uint8_t bad = 0;
  EventId id;
  id.high = read_digits(at, 8, bad) << 32 | read_digits(at + 9, 4, bad) << 16 |
            read_digits(at + 14, 4, bad);
  id.low = read_digits(at + 19, 4, bad) << 48 | read_digits(at + 24, 12, bad);
  if ((bad & kNoDigit) != 0) return std::nullopt;
  return id;
}

std::string guid_text(const EventId& id) {
  std::string text(kGuidSize, '-');
  unsigned digit = 32;
  for (std::size_t i = 0; i < kGuidSize; ++i) {
    if (is_dash_place(i)) continue;
    --digit;
    const std::uint64_t half = digit >= 16 ? id.high : id.low;
    text[i] = "0123456789abcdef"[(half >> (4 * (digit % 16))) & 0xF];
  }
  return text;
}

std::array<std::uint32_t, HitContext::kWords> HitContext::to_words() const {
  std::array<std::uint32_t, kWords> words{};
  words[0] = static_cast<std::uint32_t>(outcome);
  std::copy(texts.begin(), texts.end(), words.begin() + 1);
  return words;
}

HitContext HitContext::from_words(std::span<const std::uint32_t> words) {
  HitContext context;
  context.outcome = static_cast<Outcome>(words[0]);
  std::copy(words.begin() + 1, words.end(), context.texts.begin());
  return context;
}

HitStore::HitStore() : data_(std::make_unique<HitData>()) {}
HitStore::~HitStore() = default;
HitStore::HitStore(HitStore&&) noexcept = default;
HitStore& HitStore::operator=(HitStore&&) noexcept = default;

std::size_t HitStore::size() const { return data_->hits.size(); }

HitStore HitStore::take() {
  HitStore taken;
  std::swap(taken.data_, data_);
  return taken;
}

std::size_t HitStore::memory_bytes() const {
  return data_->strings.memory_bytes() + data_->contexts.memory_bytes() +
         data_->values.memory_bytes() + data_->hits.size() * sizeof(Hit);
}

}  // namespace trailsift::detect

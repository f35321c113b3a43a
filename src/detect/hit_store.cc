// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/hit_store.h"

#include <algorithm>
#include <utility>

#include "detect/hit_data.h"

namespace trailsift::detect {
namespace {

constexpr std::size_t kGuidSize = 36;

bool is_dash_place(std::size_t place) {
  return place == 8 || place == 13 || place == 18 || place == 23;
}

// -1 for what is not a lower-case hexadecimal digit.
int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::optional<EventId> parse_guid(std::string_view text) {
  if (text.size() != kGuidSize) return std::nullopt;
  EventId id;
  for (std::size_t i = 0; i < kGuidSize; ++i) {
    if (is_dash_place(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int digit = digit_value(text[i]);
    if (digit < 0) return std::nullopt;
    id.high = (id.high << 4) | (id.low >> 60);
    id.low = (id.low << 4) | static_cast<std::uint64_t>(digit);
  }
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
  words[0] = rule;
  words[1] = static_cast<std::uint32_t>(outcome) | static_cast<std::uint32_t>(home) << 8;
  std::copy(texts.begin(), texts.end(), words.begin() + 2);
  return words;
}

HitContext HitContext::from_words(std::span<const std::uint32_t> words) {
  HitContext context;
  context.rule = words[0];
  context.outcome = static_cast<Outcome>(words[1] & 0xFF);
  context.home = static_cast<HomeCondition>(words[1] >> 8);
  std::copy(words.begin() + 2, words.end(), context.texts.begin());
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

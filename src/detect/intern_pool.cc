// SPDX-License-Identifier: Apache-2.0
#include "detect/intern_pool.h"

#include <algorithm>

namespace trailsift::detect {
namespace {

std::uint64_t hash_words(std::span<const std::uint32_t> words) {
  return hash_bytes({reinterpret_cast<const char*>(words.data()), words.size_bytes()});
}

}  // namespace

std::uint32_t StringPool::intern(std::string_view text) {
  const std::uint64_t hash = hash_bytes(text);
  const std::uint32_t known =
      table_.find(hash, [&](std::uint32_t number) { return texts_[number] == text; });
  if (known != NumberTable::kAbsent) return known;
  const auto number = static_cast<std::uint32_t>(texts_.size());
  table_.add(hash, number, [&](std::uint32_t old) { return hash_bytes(texts_[old]); });
  texts_.push_back(bytes_.copy(text));
  byte_count_ += text.size();
  return number;
}

std::size_t StringPool::memory_bytes() const {
  return byte_count_ + texts_.capacity() * sizeof(std::string_view) + table_.memory_bytes();
}

std::uint32_t TuplePool::intern(std::span<const std::uint32_t> words) {
  const std::uint64_t hash = hash_words(words);
  const std::uint32_t known = table_.find(
      hash, [&](std::uint32_t number) { return std::ranges::equal((*this)[number], words); });
  if (known != NumberTable::kAbsent) return known;
  const auto number = static_cast<std::uint32_t>(ends_.size());
  table_.add(hash, number, [&](std::uint32_t old) { return hash_words((*this)[old]); });
  words_.insert(words_.end(), words.begin(), words.end());
  ends_.push_back(words_.size());
  return number;
}

std::size_t TuplePool::memory_bytes() const {
  return words_.capacity() * sizeof(std::uint32_t) + ends_.capacity() * sizeof(std::size_t) +
         table_.memory_bytes();
}

}  // namespace trailsift::detect

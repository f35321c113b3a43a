// SPDX-License-Identifier: Apache-2.0
#include "detect/running_statistic.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace trailsift::detect {
namespace {

// Room for 2^64 of the largest numbers. The smallest ones lose digits, which no sum can show.
constexpr int kHeadroom = 64;

}  // namespace

void RunningSum::add(double number, std::uint64_t times) {
  add_product(number, static_cast<double>(times));
  size_ += times;
}

void RunningSum::remove(double number, std::uint64_t times) {
  add_product(number, -static_cast<double>(times));
  size_ -= times;
}

double RunningSum::sum() const { return std::ldexp(scaled_sum(), kHeadroom); }

double RunningSum::average() const {
  return std::ldexp(scaled_sum() / static_cast<double>(size_), kHeadroom);
}

void RunningSum::add_product(double number, double times) {
  const double scaled = std::ldexp(number, -kHeadroom);
  const double product = scaled * times;
  add_part(product);
  add_part(std::fma(scaled, times, -product));  // what the product was rounded by
}

void RunningSum::add_part(double number) {
  if (number == 0) return;
  double rest = number;
  std::size_t kept = 0;
  for (double part : parts_) {
    if (std::abs(rest) < std::abs(part)) std::swap(rest, part);
    const double high = rest + part;
    const double low = part - (high - rest);
    if (low != 0) parts_[kept++] = low;
    rest = high;
  }
  parts_.resize(kept);
  if (rest != 0) parts_.push_back(rest);
}

double RunningSum::scaled_sum() const {
  double sum = 0;
  for (std::size_t i = parts_.size(); i-- > 0;) {
    const double before = sum;
    sum += parts_[i];
    const double low = parts_[i] - (sum - before);
    if (low == 0) continue;
    // Halfway between two doubles, what follows decides.
    const double twice = 2 * low;
    const bool is_tie = (sum + twice) - sum == twice;
    if (is_tie && i > 0 && (low < 0) == (parts_[i - 1] < 0)) sum += twice;
    break;
  }
  return sum;
}

RunningRanks::RunningRanks(std::vector<double> numbers) : numbers_(std::move(numbers)) {
  std::sort(numbers_.begin(), numbers_.end());
  numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
  counts_.resize(numbers_.size() + 1);
}

void RunningRanks::add(double number, std::uint64_t times) {
  for (std::size_t i = place(number); i < counts_.size(); i += i & -i) counts_[i] += times;
  size_ += times;
}

void RunningRanks::remove(double number, std::uint64_t times) {
  for (std::size_t i = place(number); i < counts_.size(); i += i & -i) counts_[i] -= times;
  size_ -= times;
}

double RunningRanks::at_percentile(double percentile) const {
  // A percentile like 99.9 is no exact double: 999 of 1000 must not become 1000 by that.
  constexpr double kRounding = 1e-9;
  const double rank = std::ceil(percentile * static_cast<double>(size_) / 100 - kRounding);
  return at_rank(std::clamp<std::uint64_t>(static_cast<std::uint64_t>(rank), 1, size_));
}

std::size_t RunningRanks::place(double number) const {
  const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), number);
  return static_cast<std::size_t>(found - numbers_.begin()) + 1;
}

double RunningRanks::at_rank(std::uint64_t rank) const {
  std::size_t place = 0;
  for (std::size_t step = std::bit_floor(numbers_.size()); step > 0; step /= 2) {
    if (place + step >= counts_.size() || counts_[place + step] >= rank) continue;
    place += step;
    rank -= counts_[place];
  }
  return numbers_[place];
}

}  // namespace trailsift::detect

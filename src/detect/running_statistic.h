// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// Statistics of numbers that come and go. What they say depends on the numbers that are there, not
// on those that have been: the logs' writers choose the numbers, and a huge one that has left a
// window must leave no trace. All numbers are finite. A number may come `times` over at once, up to
// 2^53.
namespace trailsift::detect {

// The sum without any rounding but that of the result.
class RunningSum {
 public:
  void add(double number, std::uint64_t times = 1);
  void remove(double number, std::uint64_t times = 1);
  [[nodiscard]] double sum() const;      // infinite where it is too large for a double
  [[nodiscard]] double average() const;  // precondition: something is there

 private:
  void add_product(double number, double times);
  void add_part(double number);
  [[nodiscard]] double scaled_sum() const;

  // Numbers whose sum is the sum, each too small to touch a digit of the next (J. R. Shewchuk,
  // "Adaptive Precision Floating-Point Arithmetic", 1997). Whole numbers need one up to 2^53.
  std::vector<double> parts_;
  std::uint64_t size_ = 0;
};

// The number at a rank, in O(log n).
class RunningRanks {
 public:
  // `numbers` holds all that will be added.
  explicit RunningRanks(std::vector<double> numbers);

  void add(double number, std::uint64_t times = 1);
  void remove(double number, std::uint64_t times = 1);

  // The least number that is no smaller than `percentile` percent of all (the nearest rank).
  // Precondition: something is there, and 0 < percentile <= 100.
  [[nodiscard]] double at_percentile(double percentile) const;

 private:
  [[nodiscard]] std::size_t place(double number) const;
  [[nodiscard]] double at_rank(std::uint64_t rank) const;  // from 1

  std::vector<double> numbers_;        // different ones, sorted
  std::vector<std::uint64_t> counts_;  // a Fenwick tree over them
  std::uint64_t size_ = 0;
};

}  // namespace trailsift::detect

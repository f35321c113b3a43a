// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/activity.h"
#include "corpus/incidents.h"
#include "corpus/tree.h"

namespace corpus {

// What one account's trail delivers at one time: a few log files of at least two regions, and the
// incidents that fall into it.
struct Delivery {
  std::vector<LogFile> files;
  std::vector<Truth> truths;
  std::uint64_t events = 0;
  std::uint64_t duplicates = 0;
};

// Makes any delivery of a plan from its number alone. Immutable; shared by threads.
class DeliveryMaker {
 public:
  explicit DeliveryMaker(const TreePlan& plan);

  // How many deliveries the plan takes: for a size in bytes, judged from a sample of deliveries.
  [[nodiscard]] std::uint64_t deliveries() const { return deliveries_; }

  [[nodiscard]] Delivery make(std::uint64_t number) const;

 private:
  [[nodiscard]] LogFile make_file(const Account& account, const Activity& activity,
                                  Seconds delivered, std::uint64_t number, Random& random) const;
  [[nodiscard]] std::uint32_t events_of_file(std::uint64_t file) const;
  void deliver_twice(Delivery& delivery, Random& random) const;
  void plant(Delivery& delivery, std::uint64_t number) const;
  [[nodiscard]] std::uint64_t files_for_bytes() const;

  TreePlan plan_;
  std::vector<Account> accounts_;
  std::vector<Activity> activities_;
  std::uint64_t files_ = 0;
  std::uint64_t deliveries_ = 0;
};

}  // namespace corpus

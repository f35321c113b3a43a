// SPDX-License-Identifier: Apache-2.0
#include "corpus/delivery.h"

#include <algorithm>

#include "corpus/layout.h"

namespace corpus {
namespace {

constexpr std::uint64_t kFilesPerDelivery = 4;
constexpr Seconds kStart = 1'740'960'000;  // Monday, 2025-03-03T00:00:00Z
constexpr Seconds kSlot = 5 * kMinute;     // CloudTrail delivers about every five minutes

const std::string& pick_region(const Account& account, bool at_home, Random& random) {
  if (at_home) return account.home_regions[random.chance(700'000) ? 0 : 1];
  return account
      .other_regions[random.below(static_cast<std::uint32_t>(account.other_regions.size()))];
}

LogFile& file_of_region(Delivery& delivery, const std::string& region) {
  const auto found = std::find_if(delivery.files.begin(), delivery.files.end(),
                                  [&](const LogFile& file) { return file.region == region; });
  if (found != delivery.files.end()) return *found;
  LogFile file;
  file.account = delivery.files.front().account;
  file.delivered = delivery.files.front().delivered;
  file.region = region;
  return delivery.files.emplace_back(std::move(file));
}

}  // namespace

DeliveryMaker::DeliveryMaker(const TreePlan& plan)
    : plan_(plan), accounts_(make_accounts(plan.accounts, plan.seed)) {
  activities_.reserve(accounts_.size());
  for (const Account& account : accounts_) activities_.emplace_back(account);
  files_ = plan.bytes_inflated == 0 ? plan.files : files_for_bytes();
  deliveries_ = (files_ + kFilesPerDelivery - 1) / kFilesPerDelivery;
}

std::uint64_t DeliveryMaker::files_for_bytes() const {
  constexpr std::uint64_t kSample = 256;
  DeliveryMaker sample([this] {
    TreePlan plan = plan_;
    plan.bytes_inflated = 0;
    plan.files = kSample * kFilesPerDelivery;
    plan.incidents = 0;
    return plan;
  }());
  std::uint64_t bytes = 0;
  for (std::uint64_t number = 0; number < kSample; ++number) {
    for (const LogFile& file : sample.make(number).files) bytes += file.records.size();
  }
  return std::max<std::uint64_t>(1, plan_.bytes_inflated * kSample * kFilesPerDelivery / bytes);
}

LogFile DeliveryMaker::make_file(const Activity& activity, const Account& account,
                                 Seconds delivered, bool at_home, Random& random) const {
  LogFile file;
  file.account = &account;
  file.delivered = delivered;
  file.region = pick_region(account, at_home, random);
  // Quiet regions deliver small files; three in four files are a home region's.
  const std::uint32_t mean = plan_.events_per_file * (at_home ? 125U : 25U) / 100;
  const std::uint32_t count = spread_around(random, std::max(1U, mean));
  file.records.reserve(count * std::size_t{1300});
  activity.fill(file, count, random);
  return file;
}

void DeliveryMaker::deliver_twice(Delivery& delivery, Random& random) const {
  const std::size_t files = delivery.files.size();
  std::vector<std::size_t> originals;
  for (const LogFile& file : delivery.files) originals.push_back(file.ends.size());
  for (std::size_t from = 0; from < files; ++from) {
    LogFile& target = delivery.files[(from + 1) % files];
    if (target.region == delivery.files[from].region) continue;
    for (std::size_t index = 0; index < originals[from]; ++index) {
      if (!random.chance(plan_.duplicates * 2)) continue;
      target.open_record();
      target.records += delivery.files[from].record(index);
      target.close_record();
      ++delivery.duplicates;
    }
  }
}

void DeliveryMaker::plant(Delivery& delivery, std::uint64_t number) const {
  // Incident i falls into the delivery that holds the middle of the i-th slice of time.
  const std::uint64_t slices = 2 * std::uint64_t{plan_.incidents};
  for (std::uint32_t incident = 0; incident < plan_.incidents; ++incident) {
    if ((2 * incident + 1) * deliveries_ / slices != number) continue;
    const LogFile& first = delivery.files.front();
    Stage stage(*first.account, first.delivered - 9 * kMinute, mix(plan_.seed ^ 77, incident));
    plant_incident(stage, incident);
    for (const PlantedRecord& record : stage.records) {
      LogFile& file = file_of_region(delivery, record.region);
      file.open_record();
      file.records += record.text;
      file.close_record();
      ++delivery.events;
    }
    std::move(stage.truths.begin(), stage.truths.end(), std::back_inserter(delivery.truths));
  }
}

Delivery DeliveryMaker::make(std::uint64_t number) const {
  Random random(mix(plan_.seed, number));
  const std::size_t account = number % accounts_.size();
  const Seconds delivered =
      busy_time(kStart + kDay, plan_.days, number, deliveries_) / kSlot * kSlot;
  Delivery delivery;
  const std::uint64_t before = number * kFilesPerDelivery;
  const std::uint64_t count = std::min(kFilesPerDelivery, files_ - before);
  for (std::uint64_t i = 0; i < count; ++i) {
    const bool at_home = i % 4 != 1;
    delivery.files.push_back(
        make_file(activities_[account], accounts_[account], delivered, at_home, random));
    delivery.events += delivery.files.back().ends.size();
  }
  deliver_twice(delivery, random);
  plant(delivery, number);
  return delivery;
}

}  // namespace corpus

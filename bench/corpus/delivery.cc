// SPDX-License-Identifier: Apache-2.0
#include "corpus/delivery.h"

#include <algorithm>

#include "corpus/layout.h"

namespace corpus {
namespace {

constexpr std::uint64_t kFilesPerDelivery = 4;
constexpr Seconds kStart = 1'740'960'000;  // Monday, 2025-03-03T00:00:00Z
constexpr Seconds kSlot = 5 * kMinute;     // CloudTrail delivers about every five minutes

// Three files in four are a home region's.
bool is_home_file(std::uint64_t number) { return number % kFilesPerDelivery != 1; }

const std::string& pick_region(const Account& account, bool at_home, Random& random) {
  if (at_home) return account.home_regions[random.chance(700'000) ? 0 : 1];
  return account
      .other_regions[random.below(static_cast<std::uint32_t>(account.other_regions.size()))];
}

LogFile* next_of_other_region(std::vector<LogFile>& files, std::size_t from) {
  for (std::size_t step = 1; step < files.size(); ++step) {
    LogFile& file = files[(from + step) % files.size()];
    if (file.region != files[from].region) return &file;
  }
  return nullptr;
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
  // Record sizes vary little from delivery to delivery, file sizes a lot: so the size of a record
  // is measured, and the events of each file are counted up.
  constexpr std::uint64_t kSample = 48;
  std::uint64_t bytes = 0;
  std::uint64_t events = 0;
  for (std::uint64_t file = 0; file < kSample; ++file) {
    Random random(mix(plan_.seed, file));
    const LogFile sample = make_file(accounts_.front(), activities_.front(),
                                     kStart + static_cast<Seconds>(file) * 5 * kHour, file, random);
    bytes += sample.records.size();
    events += sample.ends.size();
  }
  const std::uint64_t copies = 1'000'000 + plan_.duplicates;
  const std::uint64_t wanted = plan_.bytes_inflated * events / bytes * 1'000'000 / copies;
  std::uint64_t files = 0;
  for (std::uint64_t total = 0; total < wanted; ++files) total += events_of_file(files);
  return std::max<std::uint64_t>(1, files);
}

std::uint32_t DeliveryMaker::events_of_file(std::uint64_t file) const {
  // Quiet regions deliver small files.
  const std::uint32_t mean = plan_.events_per_file * (is_home_file(file) ? 125U : 25U) / 100;
  Random random(mix(plan_.seed ^ 55, file));
  return spread_around(random, std::max(1U, mean));
}

LogFile DeliveryMaker::make_file(const Account& account, const Activity& activity,
                                 Seconds delivered, std::uint64_t number, Random& random) const {
  LogFile file;
  file.account = &account;
  file.delivered = delivered;
  file.region = pick_region(account, is_home_file(number), random);
  const std::uint32_t count = events_of_file(number);
  file.records.reserve(count * std::size_t{1450});
  activity.fill(file, count, random);
  return file;
}

void DeliveryMaker::deliver_twice(Delivery& delivery, Random& random) const {
  std::vector<std::size_t> originals;
  for (const LogFile& file : delivery.files) originals.push_back(file.ends.size());
  for (std::size_t from = 0; from < originals.size(); ++from) {
    LogFile* const target = next_of_other_region(delivery.files, from);
    if (target == nullptr) continue;
    for (std::size_t index = 0; index < originals[from]; ++index) {
      if (!random.chance(plan_.duplicates)) continue;
      target->add_record(delivery.files[from].record(index));
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
      file_of_region(delivery, record.region).add_record(record.text);
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
  const std::uint64_t end = std::min(files_, (number + 1) * kFilesPerDelivery);
  for (std::uint64_t file = number * kFilesPerDelivery; file < end; ++file) {
    delivery.files.push_back(
        make_file(accounts_[account], activities_[account], delivered, file, random));
    delivery.events += delivery.files.back().ends.size();
  }
  deliver_twice(delivery, random);
  plant(delivery, number);
  return delivery;
}

}  // namespace corpus

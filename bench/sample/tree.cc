// SPDX-License-Identifier: Apache-2.0
#include "sample/tree.h"

#include <algorithm>
#include <map>

#include "sample/story.h"

namespace sample {
namespace {

using corpus::kMinute;
using corpus::LogFile;
using corpus::Seconds;

constexpr Seconds kFirstDay = 1'740'960'000;  // Monday, 2025-03-03T00:00:00Z
constexpr std::uint32_t kDays = 10;
constexpr std::uint32_t kOrdinaryFiles = 330;
constexpr std::uint32_t kEventsPerFile = 10;
constexpr Seconds kSlot = 5 * kMinute;

// Delivered at the end of the slot after the event.
Seconds delivery_of(Seconds time) { return (time / kSlot + 2) * kSlot; }

}  // namespace

SampleTree::SampleTree() : shop_(make_shop()) {
  add_ordinary_days();
  corpus::Stage intrusion(shop_, kIntrusion, corpus::seed_of("intrusion"));
  play_intrusion(intrusion);
  // A trail that is off records nothing until someone turns it on again.
  const Seconds dark = delivery_of(intrusion.time());
  std::erase_if(files_, [&](const LogFile& file) {
    return file.delivered > dark && file.delivered < kTrailRestored;
  });
  add_story(intrusion);
  corpus::Stage recovery(shop_, kTrailRestored, corpus::seed_of("recovery"));
  play_recovery(recovery);
  add_story(recovery);
  for (const LogFile& file : files_) events_ += file.ends.size();
  std::stable_sort(files_.begin(), files_.end(), [](const LogFile& left, const LogFile& right) {
    return left.delivered < right.delivered;
  });
  deliver_some_twice();
}

void SampleTree::add_ordinary_days() {
  const corpus::Activity activity(shop_);
  corpus::Random random(corpus::seed_of("ordinary days"));
  for (std::uint32_t number = 0; number < kOrdinaryFiles; ++number) {
    LogFile& file = files_.emplace_back();
    file.account = &shop_;
    file.delivered =
        corpus::busy_time(kFirstDay, kDays, number, kOrdinaryFiles) / kSlot * kSlot + kSlot;
    const std::uint32_t ticket = random.below(10);
    file.region = ticket < 6 ? "us-east-1" : ticket < 9 ? "eu-west-1" : "us-west-2";
    activity.fill(file, corpus::spread_around(random, kEventsPerFile), random);
  }
}

void SampleTree::add_story(const corpus::Stage& stage) {
  // One file for each region and slot, as a trail delivers them.
  std::map<std::pair<Seconds, std::string>, LogFile> story;
  for (const corpus::PlantedRecord& record : stage.records) {
    LogFile& file = story[{delivery_of(record.time), record.region}];
    file.account = &shop_;
    file.region = record.region;
    file.delivered = delivery_of(record.time);
    file.add_record(record.text);
  }
  for (auto& [key, file] : story) files_.push_back(std::move(file));
  truths_.insert(truths_.end(), stage.truths.begin(), stage.truths.end());
}

void SampleTree::deliver_some_twice() {
  // Now and then the first record of a us-east-1 file comes again with the next file of eu-west-1.
  const std::string* waiting = nullptr;
  std::string copy;
  for (std::size_t number = 0; number < files_.size(); ++number) {
    LogFile& file = files_[number];
    if (file.region == "us-east-1" && number % 5 == 0) {
      copy = file.record(0);
      waiting = &copy;
    } else if (file.region == "eu-west-1" && waiting != nullptr) {
      file.add_record(*waiting);
      waiting = nullptr;
      ++duplicates_;
    }
  }
}

std::string SampleTree::truth() const {
  std::string text =
      "{\"account\":\"" + shop_.id + "\",\n\"home_regions\":[\"us-east-1\",\"eu-west-1\"],\n";
  text += "\"files\":" + std::to_string(files_.size()) +
          ",\n\"events\":" + std::to_string(events_) +
          ",\n\"duplicates\":" + std::to_string(duplicates_) + ",\n\"chapters\":[\n";
  for (const corpus::Truth& truth : truths_) {
    text += corpus::truth_line(truth);
    text += &truth == &truths_.back() ? "\n" : ",\n";
  }
  return text + "]}\n";
}

}  // namespace sample

// SPDX-License-Identifier: Apache-2.0
#include "corpus/activity.h"

#include <algorithm>

#include "corpus/record_writer.h"

namespace corpus {
namespace {

template <typename Choices>
const void* pick(const Choices& choices, Random& random) {
  const std::uint32_t ticket = random.below(choices.back().up_to);
  const auto chosen = std::upper_bound(
      choices.begin(), choices.end(), ticket,
      [](std::uint32_t value, const auto& choice) { return value < choice.up_to; });
  return chosen->what;
}

template <typename Choices>
void add_choice(Choices& choices, std::uint32_t weight, const void* what) {
  if (weight == 0) return;
  choices.push_back({(choices.empty() ? 0 : choices.back().up_to) + weight, what});
}

bool is_home(const Account& account, std::string_view region) {
  return std::find(account.home_regions.begin(), account.home_regions.end(), region) !=
         account.home_regions.end();
}

// Shares in a million. Refusals stay rare per principal and spread over time, so that no ordinary
// actor looks like an enumeration; most of them are the two known noises: log delivery into a
// bucket whose policy forgot it, and HeadBucket probes.
Outcome pick_outcome(const EventTemplate& event, const Principal& principal, Random& random) {
  std::uint32_t denied = 1'200;
  if (principal.repertoire == Repertoire::kLogDelivery && event.name == "PutObject")
    denied = 90'000;
  if (event.name == "HeadBucket") denied = 400'000;
  if (random.chance(denied)) return Outcome::kDenied;
  const bool eager = principal.repertoire == Repertoire::kTerraform;
  if (random.chance(eager ? 20'000 : 2'500)) return Outcome::kThrottled;
  const bool asks_for_policy = event.name == "GetBucketPolicy" || event.name == "GetBucketTagging";
  if (random.chance(asks_for_policy ? 300'000 : 4'000)) return Outcome::kNotFound;
  return Outcome::kSuccess;
}

// Pipelines and consoles make long runs of calls, workloads short ones.
std::uint32_t run_length(const Principal& principal, Random& random) {
  switch (principal.repertoire) {
    case Repertoire::kTerraform:
      return random.between(15, 90);
    case Repertoire::kConsole:
    case Repertoire::kAuditor:
    case Repertoire::kConfigRecorder:
      return random.between(4, 30);
    case Repertoire::kDataJob:
      return random.between(3, 20);
    default:
      return random.between(3, 24);
  }
}

}  // namespace

std::string_view LogFile::record(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : ends[index - 1] + 1;
  return std::string_view(records).substr(begin, ends[index] - begin);
}

Activity::Activity(const Account& account) : account_(account) {
  for (const Principal& principal : account.principals) {
    for (const bool busy : {false, true}) {
      if (principal.keeps_hours && !busy) continue;
      add_choice(principals_[1][busy], principal.home_weight, &principal);
      add_choice(principals_[0][busy], principal.other_weight, &principal);
    }
  }
  for (const RepertoireLine& line : repertoire_lines()) {
    add_choice(events_[static_cast<std::size_t>(line.repertoire)], line.weight,
               &find_event(line.event));
  }
}

const Principal& Activity::pick_principal(const LogFile& file, Random& random) const {
  const auto& choices =
      principals_[is_home(account_, file.region)][is_business_hour(file.delivered)];
  return *static_cast<const Principal*>(pick(choices, random));
}

std::uint32_t Activity::add_run(LogFile& file, std::uint32_t limit, Random& random) const {
  const Principal& principal = pick_principal(file, random);
  const auto& choices = events_[static_cast<std::size_t>(principal.repertoire)];
  const std::uint32_t length = std::min(limit, run_length(principal, random));
  // Most files come within three minutes of the event, all within ten.
  Seconds time = file.delivered - random.below(random.below(600) + 1);
  std::uint32_t focus = random.below(1000);
  for (std::uint32_t i = 0; i < length; ++i) {
    time = std::min(file.delivered, time + random.below(4));
    if (random.chance(120'000)) focus = random.below(1000);
    const auto& event = *static_cast<const EventTemplate*>(pick(choices, random));
    file.open_record();
    append_record(file.records, event, Scene{random, account_, principal, file.region, time, focus},
                  pick_outcome(event, principal, random));
    file.close_record();
  }
  return length;
}

void Activity::fill(LogFile& file, std::uint32_t count, Random& random) const {
  while (count > 0) count -= add_run(file, count, random);
}

}  // namespace corpus

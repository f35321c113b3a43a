// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/calendar.h"
#include "corpus/population.h"
#include "corpus/record_writer.h"

namespace corpus {

// What someone did, as ground truth: who, when, and the ids of the events that show it.
struct Truth {
  std::string kind;
  std::string variant;
  std::string actor_arn;
  std::string account;
  std::string credential;
  Seconds first = 0;
  Seconds last = 0;
  std::vector<std::string> event_ids;
};

struct PlantedRecord {
  std::string region;
  Seconds time = 0;
  std::string text;
};

// Plays calls one after another and keeps the records and the truth about them.
class Stage {
 public:
  Stage(const Account& account, Seconds start, std::uint64_t seed);

  // Later calls are the next chapter of the story: `kind` in the truth. A chapter that makes no
  // call leaves no truth.
  void begin(std::string_view kind, std::string_view variant, const Principal& actor);

  // One call by the chapter's actor, a few seconds after the one before. Returns its event id.
  void call(std::string_view event, std::string_view region, Outcome outcome = Outcome::kSuccess,
            std::array<std::string_view, 4> arguments = {});

  void wait(Seconds seconds) { time_ += seconds; }
  void turn_to(std::uint32_t focus) { focus_ = focus; }  // the resource that calls are about
  [[nodiscard]] Seconds time() const { return time_; }
  [[nodiscard]] Random& random() { return random_; }
  [[nodiscard]] const Account& account() const { return account_; }

  std::vector<PlantedRecord> records;
  std::vector<Truth> truths;

 private:
  const Account& account_;
  Seconds time_;
  Random random_;
  std::uint32_t focus_;
  Principal actor_;
};

// Plants incident number `number`: kinds and their variants take turns. All of it happens within
// eight minutes of the stage's start.
void plant_incident(Stage& stage, std::uint32_t number);

// One line of JSON without a line break.
[[nodiscard]] std::string truth_line(const Truth& truth);

}  // namespace corpus

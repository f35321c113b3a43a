// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/calendar.h"
#include "corpus/event_table.h"
#include "corpus/population.h"
#include "corpus/random.h"

namespace corpus {

// One log file in the making: its records one after another, with commas between them.
struct LogFile {
  const Account* account = nullptr;
  std::string region;  // the region folder it is delivered to
  Seconds delivered = 0;
  std::string records;
  std::vector<std::size_t> ends;  // where each record ends in `records`

  // Around what writes a record into `records`.
  void open_record() {
    if (!ends.empty()) records += ',';
  }
  void close_record() { ends.push_back(records.size()); }

  void add_record(std::string_view text) {
    open_record();
    records += text;
    close_record();
  }
  [[nodiscard]] std::string_view record(std::size_t index) const;
};

// What an account's principals do when nobody attacks: who is awake, in which region, with which
// calls, in runs about one resource. Immutable; shared by threads.
class Activity {
 public:
  explicit Activity(const Account& account);

  // Adds `count` events that happened in the ten minutes before the delivery. Not sorted by time.
  void fill(LogFile& file, std::uint32_t count, Random& random) const;

 private:
  struct Choice {
    std::uint32_t up_to;  // running sum of weights
    const void* what;
  };
  using Choices = std::vector<Choice>;

  [[nodiscard]] const Principal& pick_principal(const LogFile& file, Random& random) const;
  std::uint32_t add_run(LogFile& file, std::uint32_t limit, Random& random) const;

  const Account& account_;
  // By home region or not, by business hour or not.
  std::array<std::array<Choices, 2>, 2> principals_;
  std::array<Choices, static_cast<std::size_t>(Repertoire::kCount)> events_;
};

}  // namespace corpus

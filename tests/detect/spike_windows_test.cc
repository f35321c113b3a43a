// SPDX-License-Identifier: Apache-2.0
#include "detect/spike_windows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"
#include "tests/detect/spike_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::spike_windows_test {
namespace {

using ::testing::ElementsAre;

constexpr Timestamp kStart = 19'000 * kDay;

// Groups in words: "user window:total/entries …".
std::vector<std::string> groups_of(const std::string& condition,
                                   const std::vector<SpikeEvent>& events) {
  const auto rules = compile_test_rules(
      called() + spike_of("spike", condition + ", factor: 2, floor: 1, history: 1d"));
  std::vector<HitStore> stores(1);
  Matcher matcher(*rules, stores.front());
  for (std::size_t i = 0; i < events.size(); ++i) {
    TestEvent event(spike_record(events[i], i));
    matcher.match(event.event, event.arena);
  }
  MergedHits hits(stores);
  hits.sort(rules->events.size());
  const SpikeWindows windows(rules->correlations.front(), hits);
  std::vector<std::string> lines;
  windows.for_each_group([&](std::span<const SpikeEntry> group) {
    std::string line = windows.key_of(group).front();
    line = line.substr(line.rfind('/') + 1);
    for (const WindowTotal& total : windows.totals_of(group)) {
      line +=
          " " + std::to_string(total.window - kStart / kHour) + ":" + std::to_string(total.total);
    }
    SpikeWindows::for_each_window(group, [&](std::span<const SpikeEntry> window) {
      line += " /" + std::to_string(window.size());
    });
    lines.push_back(line);
  });
  return lines;
}

TEST(SpikeWindows, AddUpByGroupAndHour) {
  const std::vector<SpikeEvent> events = {{kStart, "mallory", "Get", 5},
                                          {kStart + kHour - 1, "mallory", "Put", 0},
                                          {kStart + kHour, "mallory", "Get", 7},
                                          {kStart - 1, "oscar", "Get", 1}};
  EXPECT_THAT(groups_of("sum: additionalEventData.bytes", events),
              ElementsAre("oscar -1:1 /1", "mallory 0:5 1:7 /1 /1"));
  EXPECT_THAT(groups_of("field: eventName", events),
              ElementsAre("oscar -1:1 /1", "mallory 0:2 1:1 /2 /1"));
}

TEST(SpikeWindows, LeaveOutATotalOfNothing) {
  EXPECT_THAT(groups_of("sum: additionalEventData.bytes", {{kStart, "mallory", "Get", 0}}),
              ElementsAre("mallory /1"));
}

}  // namespace
}  // namespace trailsift::detect::spike_windows_test

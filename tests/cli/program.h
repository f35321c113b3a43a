// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/support/run_tool.h"

// The real program, as a shell would run it, and the least that it can be given.
namespace trailsift::cli {

using Words = std::vector<std::string>;

[[nodiscard]] testing::ToolRun trailsift(Words words, const testing::ToolSetup& setup = {});

// A rule that speaks of every event, "test-something-LEVEL".
[[nodiscard]] std::string rule_for_any_event(const std::string& level);

inline constexpr const char* kRuleForStoppedTrails =
    "title: Stopped\nname: stopped\nlogsource: {product: aws}\ndetection:\n  s:\n"
    "    eventName: StopLogging\n  condition: s\n";

inline constexpr const char* kRuleForWindows =
    "title: W\nname: for-windows\nlogsource: {product: windows}\n"
    "detection:\n  s:\n    EventID: 1\n  condition: s\n";

// One event with a user agent of choice, as a log.
[[nodiscard]] std::string log_of_one_event(const std::string& agent = "aws-cli/2.11");

// A filter of a rule for events with that user agent.
[[nodiscard]] std::string filter_of_agent(const std::string& rule, const std::string& agent);

}  // namespace trailsift::cli

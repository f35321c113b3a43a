// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trailsift::testing {

// One text in a form in which CloudTrail data is found, and what reading it must come to. Losses
// and skips are written as ReadFile writes them, without the positions of losses.
struct Container {
  std::string name;
  std::string content;
  std::vector<std::string> events;
  bool is_log = true;
  std::string loss_reason = {};
  std::string skipped = {};
};

// Every container that is read or recognised (AWS CloudTrail, CloudWatch Logs, EventBridge, SNS,
// SQS, Athena and Lambda user guides), with the forms that look like one and are none.
[[nodiscard]] std::vector<Container> all_containers();

// A whole record as CloudTrail writes it.
[[nodiscard]] std::string record(std::string_view event_name);
// `text` as a JSON string, quotes included.
[[nodiscard]] std::string json_string(std::string_view text);
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace trailsift::testing

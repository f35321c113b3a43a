// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace corpus {

// What a principal does for a living.
enum class Repertoire : std::uint8_t {
  kDeveloper,
  kAdministrator,
  kConsole,
  kTerraform,
  kWebServer,
  kWorker,
  kFunction,
  kTask,
  kDataJob,
  kAuditor,
  kLogDelivery,
  kRoleGiver,
  kKeyUser,
  kScaling,
  kConfigRecorder,
  kInspector,
  kPipelineLogin,
  kCount
};

struct RepertoireLine {
  Repertoire repertoire;
  std::string_view event;  // eventName in the event table
  std::uint32_t weight;
};

// The whole table, in no particular order.
[[nodiscard]] std::span<const RepertoireLine> repertoire_lines();

}  // namespace corpus

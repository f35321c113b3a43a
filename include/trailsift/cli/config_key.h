// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

// Every key of the configuration, declared once. Reading, error messages and the file that
// `trailsift config init` writes come from here; what a value means is in config.cc.
namespace trailsift::cli {

struct ConfigKey {
  enum class Kind : std::uint8_t {
    kList,           // of values that `accepts` takes
    kRules,          // paths of rules and filters
    kAddressFiles,   // paths of files whose addresses join the list known_ips
    kBusinessHours,  // see business_hours_entry.h
    kPlaceholders,   // a map of lists
  };

  std::string_view name;
  Kind kind;
  std::string_view holds;                   // what each value is, for errors
  bool (*accepts)(std::string_view value);  // what a single value must be
  std::string_view purpose;                 // one sentence
  std::string_view example;                 // the key with values, as YAML; no newline at its end
};

// In the order in which a person would fill them in.
[[nodiscard]] std::span<const ConfigKey> config_keys();

}  // namespace trailsift::cli

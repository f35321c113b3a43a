// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/result.h"

namespace trailsift::cli {

// Reads the addresses of a site from a list or from an inventory.
//
// A list has one address or block a line; '#' begins a comment. An inventory is what AWS Config
// gives as JSON: a configuration snapshot or history file, or the output of `aws configservice`
// get-resource-config-history and batch-get-resource-config (there the configuration is a text that
// is JSON), select-resource-config (there every result is) and list-discovered-resources. What it
// says of network interfaces (AWS::EC2::NetworkInterface) and of elastic addresses (AWS::EC2::EIP)
// counts, other resources do not; a result of select-resource-config that names no type counts.
//
// Sources: AWS Config developer guide, "Example Configuration Snapshot"; AWS Config API reference,
// ConfigurationItem, SelectResourceConfig, ListDiscoveredResources; AWS CloudFormation and EC2 API
// reference, NetworkInterface and Address, for the names within a configuration.
//
// Each address is given once, as written, in the order of the file. Errors carry file and line:
// "bad-address" for what is no address, "bad-inventory" for what is no such JSON, "no-addresses"
// for a file without any.
[[nodiscard]] Result<std::vector<std::string>> parse_addresses(std::string_view text,
                                                               const std::string& file);

// The same from a file of at most 256 MB.
[[nodiscard]] Result<std::vector<std::string>> read_addresses(const std::string& path);

}  // namespace trailsift::cli

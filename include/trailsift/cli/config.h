// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/detect/rule_compiler.h"

namespace trailsift::cli {

// The lists that belong to a site, from a file in the form of trailsift.yml:
//
//   home_regions: [eu-central-1, eu-west-1]
//   trusted_networks: [203.0.113.0/24]      # addresses and blocks
//   trusted_accounts: "111122223333"        # one value may stand alone
//   known_images: [ami-0abcdef1234567890]
//   auditors: [arn:aws:iam::111122223333:role/audit]
//   known_ips: [198.51.100.0/28]            # of the site's own instances
//   known_ips_file: [inventory.json]        # more of them, see address_file.h
//   log_buckets: [our-trail-logs]
//   sensitive_buckets: [customer-data]
//   admin_roles: [Administrator]
//   business_hours: {...}                   # see business_hours_entry.h
//   placeholders:                           # lists for %name% in your own rules
//     breakglass_users: [alice, bob]
//   rules: [our-rules/, filters.yml]        # rules and filters
//
// Paths begin at the folder of the file.
struct Config {
  detect::Placeholders lists;  // every list of the file by its key, those of `placeholders` too
  std::vector<std::string> rule_paths;  // as --rules takes them
};

// Reads the YAML text of a configuration, and the files of addresses that it names. Errors carry
// file:line:column: "unknown-key" with the nearest known one, "bad-value" for what is not what the
// key is a list of, "repeated-key", what is wrong with the YAML itself, and the errors of
// address_file.h and business_hours_entry.h.
[[nodiscard]] Result<Config> parse_config(std::string_view yaml, const std::string& file);

// The same from a file.
[[nodiscard]] Result<Config> read_config(const std::string& path);

}  // namespace trailsift::cli

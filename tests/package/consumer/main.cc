// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "trailsift/base/ip_address.h"
#include "trailsift/sigma/rule_reader.h"

// Calls one function of the lowest layer and one that stands on a third-party library.
int main() {
  const auto range = trailsift::parse_ip_range("10.0.0.0/8");
  const auto file = trailsift::sigma::read_rules("title: no detection\n", "rule.yml");
  if (!range || file.documents != 1 || file.diagnostics.empty()) return 1;
  std::printf("%s\n", file.diagnostics.front().to_string().c_str());
  return 0;
}

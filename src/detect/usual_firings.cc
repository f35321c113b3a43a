// SPDX-License-Identifier: Apache-2.0
#include "detect/usual_firings.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "detect/hit_data.h"
#include "trailsift/base/ip_address.h"
#include "trailsift/base/time.h"

namespace trailsift::detect {
namespace {

constexpr std::size_t kFewestDays = 3;
constexpr std::int64_t kShortestSpan = 14;  // days

// A text that is no address, such as the name of a service, is a network of its own.
std::string network_of_text(std::string_view text) {
  const auto address = parse_ip_address(text);
  return address ? to_string(network_of(*address)) : std::string(text);
}

std::set<std::string> networks_of(const MergedHits& hits, const Firing& firing) {
  std::set<std::uint32_t> addresses;
  for (const std::uint32_t hit : firing.hits) {
    addresses.insert(hits.context(hits[hit]).texts[kSourceIpSlot]);
  }
  std::set<std::string> networks;
  for (const std::uint32_t address : addresses)
    networks.insert(network_of_text(hits.text(address)));
  return networks;
}

bool is_habit(const std::set<std::int64_t>& days) {
  return days.size() >= kFewestDays && *days.rbegin() - *days.begin() >= kShortestSpan;
}

}  // namespace

void mark_usual(const MergedHits& hits, std::vector<Firing>& firings) {
  std::map<std::pair<std::vector<std::uint32_t>, std::string>, std::set<std::int64_t>> days;
  std::vector<std::set<std::string>> networks;
  for (const Firing& firing : firings) {
    networks.push_back(networks_of(hits, firing));
    if (hits[firing.hits.front()].time == kNoTime) continue;
    for (const std::string& network : networks.back()) {
      days[{firing.group, network}].insert(hits[firing.hits.front()].time / kDay);
    }
  }
  for (std::size_t i = 0; i < firings.size(); ++i) {
    firings[i].is_usual =
        std::all_of(networks[i].begin(), networks[i].end(), [&](const std::string& network) {
          return is_habit(days[{firings[i].group, network}]);
        });
  }
}

}  // namespace trailsift::detect

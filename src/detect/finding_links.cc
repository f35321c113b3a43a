// SPDX-License-Identifier: Apache-2.0
#include "detect/finding_links.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <string_view>

#include "trailsift/base/ip_address.h"

namespace trailsift::detect {
namespace {

constexpr Timestamp kLongestPause = kDay;

bool is_public(std::string_view text) {
  const auto address = parse_ip_address(text);
  return address && !is_private(*address);
}

// Sets of numbers that grow together.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }

  std::size_t root(std::size_t member) {
    while (parents_[member] != member) {
      parents_[member] = parents_[parents_[member]];
      member = parents_[member];
    }
    return member;
  }

  void join(std::size_t left, std::size_t right) {
    left = root(left);
    right = root(right);
    parents_[std::max(left, right)] = std::min(left, right);
  }

 private:
  std::vector<std::size_t> parents_;
};

// Whatever two findings may share, as text.
std::vector<std::string> links_of(const Finding& finding) {
  std::vector<std::string> links;
  if (!finding.actor.principal.empty() && finding.actor.type != "AWSService" &&
      finding.actor.principal != "anonymous") {
    links.push_back("actor " + finding.account_id + ' ' + finding.actor.principal);
  }
  for (const auto* credentials : {&finding.credentials, &finding.minted_credentials}) {
    for (const std::string& credential : *credentials) links.push_back("key " + credential);
  }
  if (finding.level < sigma::Level::kMedium) return links;
  for (const std::string& text : finding.source_ips) {
    if (is_public(text)) links.push_back("address " + text);
  }
  return links;
}

// Nothing is known of how close something without a time is, but for more of the kind.
bool are_close(Timestamp last_seen, Timestamp first_seen) {
  if (last_seen == kNoTime || first_seen == kNoTime) return last_seen == first_seen;
  return first_seen - last_seen <= kLongestPause;
}

void join_close_ones(std::span<const Finding* const> findings,
                     const std::vector<std::size_t>& places, DisjointSets& sets) {
  Timestamp last_seen = findings[places.front()]->last_seen;
  for (std::size_t i = 1; i < places.size(); ++i) {
    const Finding& finding = *findings[places[i]];
    if (are_close(last_seen, finding.first_seen)) sets.join(places[i - 1], places[i]);
    last_seen = std::max(last_seen, finding.last_seen);
  }
}

}  // namespace

std::vector<std::vector<std::size_t>> linked_findings(std::span<const Finding* const> findings) {
  std::map<std::string, std::vector<std::size_t>> places_of;
  for (std::size_t place = 0; place < findings.size(); ++place) {
    for (std::string& link : links_of(*findings[place])) {
      places_of[std::move(link)].push_back(place);
    }
  }
  DisjointSets sets(findings.size());
  for (auto& [link, places] : places_of) join_close_ones(findings, places, sets);

  std::map<std::size_t, std::vector<std::size_t>> by_root;  // the root is the first place
  for (std::size_t place = 0; place < findings.size(); ++place) {
    by_root[sets.root(place)].push_back(place);
  }
  std::vector<std::vector<std::size_t>> groups;
  for (auto& [root, places] : by_root) groups.push_back(std::move(places));
  return groups;
}

}  // namespace trailsift::detect

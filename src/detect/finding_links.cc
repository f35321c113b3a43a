// SPDX-License-Identifier: Apache-2.0
#include "detect/finding_links.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>

#include "detect/arn.h"
#include "detect/pause.h"
#include "trailsift/base/ip_address.h"

namespace trailsift::detect {
namespace {

// What was taken is often used when all is quiet again.
constexpr Timestamp kLongestRest = 30 * kDay;
// Calls that open a snapshot or an image to others.
constexpr std::array<std::string_view, 4> kOpeners = {
    "ModifySnapshotAttribute", "ModifyImageAttribute", "ModifyDBSnapshotAttribute",
    "ModifyDBClusterSnapshotAttribute"};
constexpr std::size_t kFewestAtExit = 3;  // principals
constexpr Timestamp kAgeOfExit = 14 * kDay;
constexpr Timestamp kSlack = kHour;  // records of neighbouring calls do not keep their order

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

// Public addresses from which findings of several principals come for weeks: whoever works for the
// site leaves by them, and to share them says nothing.
std::set<std::string> exits_of_the_site(std::span<const Finding* const> findings) {
  struct Seen {
    std::set<std::string_view> principals;
    Timestamp first = kNoTime;
    Timestamp last = kNoTime;
  };
  std::map<std::string_view, Seen> addresses;
  for (const Finding* finding : findings) {
    if (finding->first_seen == kNoTime || finding->actor.type == "AWSService") continue;
    for (const std::string& address : finding->source_ips) {
      Seen& seen = addresses[address];
      seen.principals.insert(finding->actor.principal);
      seen.first =
          seen.first == kNoTime ? finding->first_seen : std::min(seen.first, finding->first_seen);
      seen.last = std::max(seen.last, finding->first_seen);
    }
  }
  std::set<std::string> exits;
  for (const auto& [address, seen] : addresses) {
    if (seen.principals.size() < kFewestAtExit || seen.last - seen.first < kAgeOfExit) continue;
    exits.emplace(address);
  }
  return exits;
}

// What two findings may share that are close to each other, as text.
std::vector<std::string> links_of(const Finding& finding, const std::set<std::string>& exits) {
  std::vector<std::string> links;
  if (!finding.actor.principal.empty() && finding.actor.type != "AWSService" &&
      finding.actor.principal != "anonymous") {
    links.push_back("actor " + finding.account_id + ' ' + finding.actor.principal);
  }
  for (const std::string& credential : finding.credentials) links.push_back("key " + credential);
  for (const std::string& credential : finding.minted_credentials) {
    links.push_back("new key " + credential);
  }
  if (finding.level < sigma::Level::kMedium) return links;
  for (const std::string& text : finding.source_ips) {
    if (is_public(text) && !exits.contains(text)) links.push_back("address " + text);
  }
  return links;
}

bool is_id(std::string_view text, std::string_view prefix) {
  return text.size() > prefix.size() && text.starts_with(prefix) &&
         text.find_first_not_of("0123456789abcdef", prefix.size()) == std::string_view::npos;
}

// The id of a snapshot or image of EC2, or the ARN of another snapshot; "" for anything else.
std::string_view snapshot_or_image(std::string_view resource) {
  const std::string_view part = read_arn(resource).value_or(Arn{}).resource;
  if (part.starts_with("snapshot:") || part.starts_with("cluster-snapshot:")) return resource;
  std::string_view id = resource;
  for (const std::string_view kind : {"snapshot/", "image/"}) {
    if (part.starts_with(kind)) id = part.substr(kind.size());
  }
  return is_id(id, "snap-") || is_id(id, "ami-") ? id : std::string_view();
}

bool opens_to_others(const Finding& finding) {
  return std::any_of(finding.events.begin(), finding.events.end(), [](const EventKind& event) {
    return std::find(kOpeners.begin(), kOpeners.end(), event.name) != kOpeners.end();
  });
}

// One finding's part in what one gives away and another takes up.
struct Handover {
  std::size_t place = 0;
  bool gives = false;
  Timestamp begin = kNoTime;
  Timestamp end = kNoTime;  // until then, who takes takes it from who gives
};

using Handovers = std::map<std::string, std::vector<Handover>>;  // by what is handed over

Handover giving(std::size_t place, const Finding& finding) {
  if (finding.first_seen == kNoTime) return {place, true, kNoTime, kNoTime};
  return {place, true, finding.first_seen - kSlack, finding.last_seen + kLongestRest};
}

Handover taking(std::size_t place, const Finding& finding) {
  return {place, false, finding.first_seen, finding.last_seen};
}

void add_handovers(std::size_t place, const Finding& finding, Handovers& handovers) {
  for (const std::string& credential : finding.minted_credentials) {
    handovers["key " + credential].push_back(giving(place, finding));
  }
  for (const std::string& credential : finding.credentials) {
    handovers["key " + credential].push_back(taking(place, finding));
  }
  if (finding.level < sigma::Level::kMedium) return;
  const bool gives = opens_to_others(finding);
  for (const std::string& resource : finding.resources) {
    const std::string_view id = snapshot_or_image(resource);
    if (id.empty()) continue;
    auto& of_id = handovers["data " + finding.account_id + ' ' + std::string(id)];
    of_id.push_back(taking(place, finding));
    if (gives) of_id.push_back(giving(place, finding));
  }
}

// Joins whoever takes with all whose time to give meets its own. Of those that are joined with one
// another already, the one that lasts longest meets whatever the others meet later.
void join_handovers(std::vector<Handover>& handovers, DisjointSets& sets) {
  std::sort(handovers.begin(), handovers.end(),
            [](const Handover& left, const Handover& right) { return left.begin < right.begin; });
  std::vector<Handover> givers;
  std::vector<Handover> takers;
  for (const Handover& handover : handovers) {
    std::vector<Handover>& others = handover.gives ? takers : givers;
    std::erase_if(others, [&](const Handover& other) { return other.end < handover.begin; });
    for (const Handover& other : others) sets.join(other.place, handover.place);
    if (!others.empty()) {
      others = {*std::max_element(
          others.begin(), others.end(),
          [](const Handover& left, const Handover& right) { return left.end < right.end; })};
    }
    (handover.gives ? givers : takers).push_back(handover);
  }
}

void join_close_ones(std::span<const Finding* const> findings,
                     const std::vector<std::size_t>& places, DisjointSets& sets) {
  Timestamp last_seen = findings[places.front()]->last_seen;
  for (std::size_t i = 1; i < places.size(); ++i) {
    const Finding& finding = *findings[places[i]];
    if (goes_on(last_seen, finding.first_seen)) sets.join(places[i - 1], places[i]);
    last_seen = std::max(last_seen, finding.last_seen);
  }
}

}  // namespace

std::vector<std::vector<std::size_t>> linked_findings(std::span<const Finding* const> findings) {
  std::map<std::string, std::vector<std::size_t>> places_of;
  Handovers handovers;
  const std::set<std::string> exits = exits_of_the_site(findings);
  for (std::size_t place = 0; place < findings.size(); ++place) {
    add_handovers(place, *findings[place], handovers);
    for (std::string& link : links_of(*findings[place], exits)) {
      places_of[std::move(link)].push_back(place);
    }
  }
  DisjointSets sets(findings.size());
  for (auto& [link, places] : places_of) join_close_ones(findings, places, sets);
  for (auto& [subject, of_subject] : handovers) join_handovers(of_subject, sets);

  std::map<std::size_t, std::vector<std::size_t>> by_root;  // the root is the first place
  for (std::size_t place = 0; place < findings.size(); ++place) {
    by_root[sets.root(place)].push_back(place);
  }
  std::vector<std::vector<std::size_t>> groups;
  for (auto& [root, places] : by_root) groups.push_back(std::move(places));
  return groups;
}

}  // namespace trailsift::detect

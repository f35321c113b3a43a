// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "trailsift/detect/correlator.h"
#include "trailsift/detect/finding.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::testing {

// What is known of the site in a run: the lists of its configuration, and the home regions
// and log buckets that a scan would have worked out.
struct Site {
  std::string name;  // for messages
  detect::Placeholders lists;
  std::vector<std::string> inferred_home_regions;
  std::set<std::string, std::less<>> inferred_log_buckets = {};
};

// The site that the test events are written for, with all lists configured; the same with the home
// regions and log buckets inferred; and one with no list at all.
[[nodiscard]] Site configured_site();
[[nodiscard]] Site inferring_site();
[[nodiscard]] Site bare_site();

// The account in the test events.
inline constexpr char kTestAccount[] = "111122223333";

// Rules at a site, compiled once. A diagnostic fails the test.
class RuleRunner {
 public:
  // Keeps a reference to `site`.
  RuleRunner(const std::vector<sigma::Rule>& rules, const Site& site);

  // What they find in the records, which count as one scan. Records that do not parse fail the
  // test.
  [[nodiscard]] std::vector<detect::Finding> findings_of(const std::vector<std::string>& records,
                                                         detect::Grouping grouping) const;

 private:
  const Site& site_;
  detect::Compilation compilation_;
};

// The same for one scan.
[[nodiscard]] std::vector<detect::Finding> findings_of(const std::vector<sigma::Rule>& rules,
                                                       const std::vector<std::string>& records,
                                                       const Site& site, detect::Grouping grouping);

// Names of the rules that stay silent at the site for want of a list.
[[nodiscard]] std::vector<std::string> silent_rule_names(const std::vector<sigma::Rule>& rules,
                                                         const Site& site);

}  // namespace trailsift::testing

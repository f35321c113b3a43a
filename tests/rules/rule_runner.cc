// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/rule_runner.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "trailsift/detect/hit_store.h"
#include "trailsift/detect/matcher.h"
#include "trailsift/detect/silent_rules.h"
#include "trailsift/model/event_parser.h"
#include "trailsift/model/single_event.h"

namespace trailsift::testing {
namespace {

const std::vector<std::string> kHomeRegions = {"eu-central-1", "eu-west-1"};

detect::CorrelationInput correlation_input(const Site& site, detect::Grouping grouping) {
  detect::CorrelationInput input;
  input.accounts[kTestAccount] = {*parse_timestamp("2026-01-01T00:00:00Z"),
                                  *parse_timestamp("2026-12-31T00:00:00Z"),
                                  site.inferred_home_regions};
  input.log_buckets = site.inferred_log_buckets;
  input.grouping = grouping;
  return input;
}

detect::Compilation compiled(const std::vector<sigma::Rule>& rules, const Site& site) {
  detect::Compilation compilation = detect::compile_rules(rules, site.lists);
  for (const sigma::Diagnostic& diagnostic : compilation.diagnostics) {
    ADD_FAILURE() << diagnostic.to_string();
  }
  return compilation;
}

}  // namespace

Site configured_site() {
  return {"all lists configured",
          {{"home_regions", kHomeRegions},
           {"trusted_networks", {"203.0.113.0/24"}},
           {"trusted_accounts", {"444455556666"}},
           {"known_ips", {"203.0.113.0/24"}},
           // Nobody's test events are from between these, but those about hours.
           {"business_hours", {"mon-sun 20:00-18:00 UTC"}},
           {"log_buckets", {"example-audit-archive"}},
           {"admin_roles", {"BreakGlass"}},
           {"known_images", {"ami-0abcdef1234567890"}},
           {"sensitive_buckets", {"payroll-exports"}},
           {"auditors", {"arn:aws:iam::111122223333:role/SecurityAudit", "scanner"}}},
          {}};
}

Site inferring_site() {
  Site site = configured_site();
  site.name = "home regions and log buckets inferred";
  site.lists.erase("home_regions");
  site.inferred_log_buckets = {site.lists["log_buckets"].begin(), site.lists["log_buckets"].end()};
  site.lists.erase("log_buckets");
  site.inferred_home_regions = kHomeRegions;
  return site;
}

Site bare_site() { return {"no list configured", {}, kHomeRegions}; }

RuleRunner::RuleRunner(const std::vector<sigma::Rule>& rules, const Site& site)
    : site_(site), compilation_(compiled(rules, site)) {}

std::vector<detect::Finding> RuleRunner::findings_of(const std::vector<std::string>& records,
                                                     detect::Grouping grouping) const {
  std::vector<detect::HitStore> stores(1);
  detect::Matcher matcher(*compilation_.rules, stores.front());
  detect::CorrelationInput input = correlation_input(site_, grouping);
  Timestamp& first = input.accounts[kTestAccount].first;
  first = kEndOfTime;
  for (const std::string& json : records) {
    SingleEvent record(json);
    const bool is_record = record.ok() && is_cloudtrail_record(record.event());
    EXPECT_TRUE(is_record) << json;
    if (!is_record) continue;
    first = std::min(first, record.event().time);
    matcher.match(record.event(), record.arena());
  }
  return detect::correlate(*compilation_.rules, stores, input);
}

std::vector<detect::Finding> findings_of(const std::vector<sigma::Rule>& rules,
                                         const std::vector<std::string>& records, const Site& site,
                                         detect::Grouping grouping) {
  return RuleRunner(rules, site).findings_of(records, grouping);
}

std::vector<std::string> silent_rule_names(const std::vector<sigma::Rule>& rules,
                                           const Site& site) {
  const detect::Compilation compilation = compiled(rules, site);
  std::vector<std::string> names;
  for (const detect::SilentRule& silent : detect::silent_rules(
           *compilation.rules, correlation_input(site, detect::Grouping::kBehaviour))) {
    names.push_back(silent.rule_name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace trailsift::testing

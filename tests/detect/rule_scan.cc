// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/rule_scan.h"

#include <gtest/gtest.h>

#include <utility>

#include "detect/compiled_rules.h"
#include "detect/hit_folding.h"
#include "detect/merged_hits.h"
#include "trailsift/detect/matcher.h"
#include "trailsift/model/derived.h"
#include "trailsift/model/event_parser.h"
#include "trailsift/sigma/rule_reader.h"

namespace trailsift::detect {

TestEvent::TestEvent(std::string json) : bytes_(std::move(json)) {
  const std::size_t size = bytes_.size();
  bytes_.append(kJsonPadding, ' ');
  std::size_t end = 0;
  const ParseStatus status =
      parse_event(std::string_view(bytes_).substr(0, size), {}, arena, event, &end);
  EXPECT_EQ(status, ParseStatus::kOk) << bytes_;
  derive_for_routing(event);
}

std::vector<sigma::Rule> read_test_rules(std::string_view yaml) {
  sigma::RuleFile file = sigma::read_rules(yaml, "test.yml");
  for (const sigma::Diagnostic& diagnostic : file.diagnostics) {
    ADD_FAILURE() << diagnostic.to_string() << "\n" << yaml;
  }
  return std::move(file.rules);
}

std::string rule_yaml(std::string_view name, std::string_view detection, std::string_view more) {
  std::string yaml = "title: ";
  yaml.append(name).append("\nname: ").append(name);
  yaml += "\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n";
  yaml.append(detection).append("\n").append(more);
  return yaml;
}

std::string correlation_yaml(std::string_view name, std::string_view body) {
  std::string yaml = "title: ";
  yaml.append(name).append("\nname: ").append(name);
  return yaml.append("\ncorrelation:\n").append(body).append("---\n");
}

std::string calls_of_actor_yaml(std::string_view name, const std::string& type,
                                const std::string& timespan, const std::string& condition) {
  return correlation_yaml(name, "  type: " + type +
                                    "\n  rules: [call]\n  group-by: [derived.actor]\n  timespan: " +
                                    timespan + "\n  condition:\n" + condition);
}

std::shared_ptr<const CompiledRules> compile_test_rules(std::string_view yaml,
                                                        const Placeholders& placeholders) {
  Compilation compilation = compile_rules(read_test_rules(yaml), placeholders);
  for (const sigma::Diagnostic& diagnostic : compilation.diagnostics) {
    ADD_FAILURE() << diagnostic.to_string() << "\n" << yaml;
  }
  return compilation.rules;
}

bool rule_hits(std::string_view detection, const std::string& record,
               const Placeholders& placeholders) {
  const auto rules = compile_test_rules(rule_yaml("rule", detection), placeholders);
  HitStore hits;
  Matcher matcher(*rules, hits);
  TestEvent event(record);
  matcher.match(event.event, event.arena);
  return hits.size() == 1;
}

std::vector<Finding> find(const CompiledRules& rules,
                          const std::vector<std::vector<std::string>>& records,
                          const CorrelationInput& input) {
  std::vector<HitStore> stores(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    Matcher matcher(rules, stores[i]);
    for (const std::string& record : records[i]) {
      TestEvent event(record);
      matcher.match(event.event, event.arena);
    }
  }
  return correlate(rules, stores, input);
}

std::vector<HitStore> folded(const CompiledRules& rules, std::vector<HitStore> stores) {
  MergedHits hits(stores);
  hits.sort(rules.events.size());
  HitFolding(rules).fold(hits);
  std::vector<HitStore> one(1);
  hits.copy_to(one.front(), [](std::uint32_t) { return true; });
  return one;
}

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/arena.h"
#include "trailsift/detect/correlator.h"
#include "trailsift/detect/finding.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/model/event.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// A record as the reader would hand it over: parsed, routed, with memory of its own.
class TestEvent {
 public:
  // Fails the test when `json` is not one JSON object.
  explicit TestEvent(std::string json);

  Event event;
  Arena arena;

 private:
  std::string bytes_;
};

// Rules from YAML text; fails the test on any diagnostic.
[[nodiscard]] std::vector<sigma::Rule> read_test_rules(std::string_view yaml);

// A rule of product aws, service cloudtrail, around the text of its detection (two spaces
// indented).
[[nodiscard]] std::string rule_yaml(std::string_view name, std::string_view detection,
                                    std::string_view more = "");

// A correlation and the end of its document, around the text of what it correlates (two spaces
// indented).
[[nodiscard]] std::string correlation_yaml(std::string_view name, std::string_view body);

// The same about the hits of the rule "call", by actor; `condition` is four spaces indented.
[[nodiscard]] std::string calls_of_actor_yaml(std::string_view name, const std::string& type,
                                              const std::string& timespan,
                                              const std::string& condition);

// Compiles, and fails the test on any diagnostic.
[[nodiscard]] std::shared_ptr<const CompiledRules> compile_test_rules(
    std::string_view yaml, const Placeholders& placeholders = {});

// Whether a rule that consists of `detection` hits the record.
[[nodiscard]] bool rule_hits(std::string_view detection, const std::string& record,
                             const Placeholders& placeholders = {});

// Matches each list of records into a store of its own and correlates them all.
[[nodiscard]] std::vector<Finding> find(const CompiledRules& rules,
                                        const std::vector<std::vector<std::string>>& records,
                                        const CorrelationInput& input = {});

// All hits of the stores in one, folded as correlate() folds them.
std::vector<HitStore> folded(const CompiledRules& rules, std::vector<HitStore> stores);

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/detect/matcher.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/sigma/filter.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// Compares the matcher with the plain evaluator on one set of rules, record by record; a difference
// fails the test, and so does a rule that does not compile.
class Agreement {
 public:
  Agreement(std::vector<sigma::Rule> rules, Placeholders placeholders,
            std::vector<sigma::Filter> filters = {});

  // The explanations of the rules must agree, too. They take their time.
  void explain_too() { explained_ = true; }

  // What is no JSON object is passed over.
  void compare(const std::string& record);

  // Of a rule and a record.
  [[nodiscard]] std::size_t pairs() const { return pairs_; }
  [[nodiscard]] std::size_t matches() const { return matches_; }

 private:
  std::set<std::string> matched_rules(const std::string& record);
  void expect_explained(const sigma::Rule& rule, TestEvent& event, bool expected) const;

  std::vector<sigma::Rule> rules_;
  Placeholders placeholders_;
  std::vector<sigma::Filter> filters_;
  std::shared_ptr<const CompiledRules> compiled_;
  HitStore hits_;
  std::unique_ptr<Matcher> matcher_;  // for all records, as in a scan
  bool explained_ = false;
  std::size_t pairs_ = 0;
  std::size_t matches_ = 0;
};

}  // namespace trailsift::detect

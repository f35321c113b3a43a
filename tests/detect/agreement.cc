// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/agreement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "detect/compiled_rules.h"
#include "detect/hit_data.h"
#include "tests/detect/reference_matcher.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/detect/matcher.h"
#include "trailsift/detect/rule_explanation.h"
#include "trailsift/model/derived.h"

namespace trailsift::detect {

using Json = nlohmann::ordered_json;

Agreement::Agreement(std::vector<sigma::Rule> rules, Placeholders placeholders,
                     std::vector<sigma::Filter> filters)
    : rules_(std::move(rules)),
      placeholders_(std::move(placeholders)),
      filters_(std::move(filters)) {
  Compilation compilation = compile_rules(rules_, placeholders_, filters_);
  for (const sigma::Diagnostic& diagnostic : compilation.diagnostics) {
    EXPECT_NE(diagnostic.severity, sigma::Severity::kError) << diagnostic.to_string();
  }
  compiled_ = compilation.rules;
  matcher_ = std::make_unique<Matcher>(*compiled_, hits_);
}

void Agreement::compare(const std::string& record) {
  const Json json = Json::parse(record, nullptr, false);
  if (!json.is_object()) return;
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::set<std::string> hit = matched_rules(text);
  EXPECT_EQ(matched_rules(text), hit) << "with what is known of the profile, on " << text;
  TestEvent event(text);
  derive(event.event, event.arena);
  for (const sigma::Rule& rule : rules_) {
    if (!rule.detection) continue;
    ++pairs_;
    const bool expected =
        reference::matches(rule, placeholders_, json, event.event) &&
        std::all_of(filters_.begin(), filters_.end(), [&](const sigma::Filter& filter) {
          return reference::passes(filter, rule, placeholders_, json, event.event);
        });
    if (expected) ++matches_;
    if (explained_ && pairs_ % 8 == 0) expect_explained(rule, event, expected);
    EXPECT_EQ(hit.contains(rule.name), expected) << rule.name << " on " << event.event.record;
  }
}

std::set<std::string> Agreement::matched_rules(const std::string& record) {
  TestEvent event(record);
  matcher_->match(event.event, event.arena);
  const HitStore hits = hits_.take();
  std::set<std::string> names;
  const HitData& data = hits.data();
  for (const Hit& hit : data.hits) {
    EXPECT_TRUE(names.insert(compiled_->events[hit.rule].rule.name).second) << "found twice";
  }
  return names;
}

void Agreement::expect_explained(const sigma::Rule& rule, TestEvent& event, bool expected) const {
  const Verdict verdict = explain(*rule.detection, placeholders_, event.event, event.arena).verdict;
  if (verdict == Verdict::kUnknown) return;  // for want of a list
  EXPECT_EQ(verdict == Verdict::kYes, expected) << rule.name << " explained";
}

}  // namespace trailsift::detect

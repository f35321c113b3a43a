// SPDX-License-Identifier: Apache-2.0
// The matcher and the plain evaluator must agree on rules that the index finds by parts of texts,
// and on those that look alike and must not be found so.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/detect/agreement.h"
#include "tests/detect/random_rule.h"

namespace trailsift::detect {
namespace {

using Json = nlohmann::ordered_json;

std::string random_text(Random& random) {
  static const char* const kWords[] = {"Stop",       "LOGGING", "pacu",   "Kali",      "\u00DCbung",
                                       "\u00FCBUNG", "жУРНАЛ",  "Журнал", "\u212Aali", "ba\u00DFe",
                                       "x",          "-",       " /",     "\u2013",    "a\\b",
                                       "\"",         "1",       "true"};
  std::string text;
  for (auto left = random() % 4; left > 0; --left) text += one_of(random, kWords);
  return random() % 200 == 0 ? std::string(600, 'y') + text : text;
}

Json random_text_value(Random& random) {
  const auto choice = random() % 16;
  if (choice == 0) return nullptr;
  if (choice == 1) return 1;
  if (choice == 2) return true;
  if (choice == 3) return Json::array({random_text(random), random_text(random), nullptr});
  if (choice == 4) return Json{{"Stop", random_text(random)}};
  return random_text(random);
}

Json random_text_record(Random& random) {
  Json record = Json::object();
  for (const char* key : {"eventName", "userAgent", "errorCode", "sourceIPAddress"}) {
    if (random() % 5 != 0) record[key] = random_text_value(random);
  }
  for (const char* key : {"arn", "userName", "type"}) {
    if (random() % 3 != 0) record["userIdentity"][key] = random_text_value(random);
  }
  record["requestParameters"]["text"] = random_text_value(random);
  return record;
}

sigma::FieldTest random_text_test(Random& random) {
  using sigma::Modifier;
  static const char* const kFields[] = {"eventName",
                                        "userAgent",
                                        "userAgent",
                                        "errorCode",
                                        "sourceIPAddress",
                                        "userIdentity.arn",
                                        "userIdentity.userName",
                                        "requestParameters.text"};
  static const std::vector<Modifier> kModifiers[] = {{},
                                                     {Modifier::kContains},
                                                     {Modifier::kContains},
                                                     {Modifier::kStartsWith},
                                                     {Modifier::kEndsWith},
                                                     {Modifier::kContains, Modifier::kAll},
                                                     {Modifier::kContains, Modifier::kCased},
                                                     {Modifier::kStartsWith, Modifier::kNeq},
                                                     {Modifier::kContains, Modifier::kNeq},
                                                     {Modifier::kWindash, Modifier::kContains},
                                                     {Modifier::kExists}};
  sigma::FieldTest test;
  test.field = one_of(random, kFields);
  test.modifiers = one_of(random, kModifiers);
  if (test.has(Modifier::kExists)) {
    sigma::Scalar wanted;
    wanted.type = sigma::Scalar::Type::kBool;
    wanted.boolean = random() % 2 == 0;
    wanted.text = wanted.boolean ? "true" : "false";
    test.values = {wanted};
    return test;
  }
  for (auto left = 1 + random() % 3; left > 0; --left) {
    std::string text = random_text(random);
    if (test.modifiers.empty() && random() % 2 == 0)
      text.insert(random() % 2 == 0 ? 0 : text.size(), "*");
    test.values.emplace_back().text = std::move(text);
    if (test.modifiers.empty() && random() % 8 == 0) {
      test.values.back().type = sigma::Scalar::Type::kNull;
    }
  }
  return test;
}

class AgreementOnParts : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seed, AgreementOnParts, ::testing::Values(20230710U, 1U, 2U, 3U));

TEST_P(AgreementOnParts, OfRandomTexts) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  std::vector<sigma::Rule> rules;
  for (int i = 0; i < 200; ++i) rules.push_back(random_rule(random, i, random_text_test));
  const Compilation compilation = compile_rules(rules, {});
  const auto unpinned = std::count(compilation.outcomes.begin(), compilation.outcomes.end(),
                                   RuleOutcome::kLoadedUnpinned);
  EXPECT_GT(unpinned, 20) << "and rules that must not be pinned";
  EXPECT_LT(unpinned, 180);
  Agreement agreement(std::move(rules), {});
  for (int i = 0; i < 100; ++i) agreement.compare(random_text_record(random).dump());
  EXPECT_GT(agreement.matches(), agreement.pairs() / 20) << "rules that never match show nothing";
}

}  // namespace
}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#include "sigma/rule_collection.h"

#include <gtest/gtest.h>

#include "tests/sigma/read_one_rule.h"

namespace trailsift::sigma::rule_collection_test {
namespace {

// "id title condition" of each rule, joined by "; ".
std::string read(const std::string& yaml) {
  const RuleFile file = read_rules(yaml, "test.yml");
  for (const Diagnostic& diagnostic : file.diagnostics) ADD_FAILURE() << diagnostic.to_string();
  EXPECT_EQ(file.documents, file.rules.size());
  std::string text;
  for (const Rule& rule : file.rules) {
    if (!text.empty()) text += "; ";
    text += (rule.id.empty() ? "-" : rule.id) + ' ' + rule.title + ' ';
    for (const Selection& selection : rule.detection->selections) {
      text += selection.name + '=' + selection.alternatives[0].tests[0].values[0].text + ' ';
    }
    text += rule.detection->condition.dump(rule.detection->selections);
  }
  return text;
}

const std::string kGlobal =
    "action: global\ntitle: Common\nid: one\nlogsource: {product: aws}\n"
    "detection:\n  condition: s\n";

TEST(RuleCollection, AGlobalDocumentIsAPartOfEveryRuleBehindIt) {
  EXPECT_EQ(read(kGlobal + "---\ndetection: {s: {a: 1}}\n---\ndetection: {s: {a: 2}}\n"),
            "one Common s=1 s; - Common s=2 s");
  EXPECT_EQ(read(kGlobal + "---\ntitle: Own\nid: two\ndetection: {s: {a: 1}, condition: not s}\n"),
            "two Own s=1 not s");
}

TEST(RuleCollection, SeveralGlobalDocumentsAddUp) {
  EXPECT_EQ(read(kGlobal + "---\naction: global\ntitle: Later\ndetection: {t: {b: 9}}\n"
                           "---\ndetection: {s: {a: 1}, condition: s and t}\n"),
            "one Later t=9 s=1 (s and t)");
}

TEST(RuleCollection, AResetEndsWhatIsCommon) {
  const std::string whole =
      "title: Whole\nlogsource: {product: aws}\ndetection: {s: {a: 3}, condition: s}\n";
  EXPECT_EQ(read(kGlobal + "---\ndetection: {s: {a: 1}}\n---\naction: reset\n---\n" + whole),
            "one Common s=1 s; - Whole s=3 s");
  EXPECT_EQ(read(kGlobal + "---\naction: reset\n" + whole), "- Whole s=3 s");
}

TEST(RuleCollection, ARepetitionSaysWhatIsDifferent) {
  const std::string first =
      "title: First\nid: one\nlogsource: {product: aws}\n"
      "detection: {s: {a: 1}, t: {b: 2}, condition: s and t}\n";
  EXPECT_EQ(read(first + "---\naction: repeat\ntitle: Second\ndetection: {condition: s or t}\n"
                         "---\naction: repeat\ndetection: {s: {a: 5}}\n"),
            "one First s=1 t=2 (s and t); - Second s=1 t=2 (s or t); - Second s=5 t=2 (s or t)");
}

TEST(RuleCollection, ListsAreReplaced) {
  EXPECT_EQ(read("action: global\ntitle: T\nlogsource: {product: aws}\n"
                 "detection: {s: {a: [1, 2]}, condition: s}\n"
                 "---\ndetection: {s: {a: [7]}}\n"),
            "- T s=7 s");
}

TEST(RuleCollection, RefusesWhatItCannotFollow) {
  EXPECT_EQ(codes_of("action: globl\ntitle: T\n"), "bad-action:1");
  EXPECT_EQ(codes_of("action: repeat\ntitle: T\n"), "bad-action:1");
  EXPECT_EQ(codes_of("action: [global]\n"), "bad-action:1");
  EXPECT_EQ(codes_of(kGlobal), "no-rules:0");
  EXPECT_EQ(codes_of(kGlobal + "---\ntitle: T\ndetection: {s: {a: 1}, condition: x}\n"),
            "unknown-selection:9");
}

}  // namespace
}  // namespace trailsift::sigma::rule_collection_test

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rule_test_file.h"

#include <algorithm>

#include "trailsift/base/utf8.h"
#include "trailsift/model/field_query.h"
#include "trailsift/model/single_event.h"

namespace trailsift::cli {
namespace {

class Objects final : public ValueVisitor {
 public:
  bool visit(const Value& value) override {
    if (value.kind == ValueKind::kObject) {
      texts.emplace_back(value.text());
    } else {
      others = true;
    }
    return true;
  }

  std::vector<std::string> texts;
  bool others = false;
};

Error bad_test(const std::string& file, std::uint32_t line, std::string message) {
  return {"bad-test",
          std::move(message),
          {file, line, 0},
          R"(write {"expect": true, "event": {...}}, or "events": [...] for a correlation)"};
}

Value value_of(SingleEvent& line, const char* key) {
  return first_value(line.event(), resolve_field(key), line.arena());
}

// The objects at `key`; nothing when something else is among them.
std::vector<std::string> objects_at(SingleEvent& line, const char* key) {
  Objects objects;
  for_each_value(line.event(), resolve_field(key), line.arena(), objects);
  return objects.others ? std::vector<std::string>() : std::move(objects.texts);
}

Result<RuleTest> parse_line(std::string_view text, const std::string& file, std::uint32_t number) {
  SingleEvent line(text);
  if (!line.ok()) return bad_test(file, number, "a test is one JSON object on a line of its own");
  const Value expected = value_of(line, "expect");
  if (expected.kind != ValueKind::kTrue && expected.kind != ValueKind::kFalse) {
    return bad_test(file, number, "\"expect\" must be true or false");
  }
  RuleTest test;
  test.line = number;
  test.expected = expected.kind == ValueKind::kTrue;
  test.rule = value_of(line, "rule").text();
  test.events = objects_at(line, "event");
  const std::vector<std::string> events = objects_at(line, "events");
  test.is_series = !events.empty();
  test.events.insert(test.events.end(), events.begin(), events.end());
  const bool readable = std::all_of(test.events.begin(), test.events.end(),
                                    [](const std::string& json) { return SingleEvent(json).ok(); });
  if (test.events.empty() || !readable) {
    return bad_test(file, number, "\"event\" must be an object, and \"events\" a list of them");
  }
  return test;
}

}  // namespace

Result<std::vector<RuleTest>> parse_rule_tests(std::string_view text, const std::string& file) {
  if (text.starts_with(kUtf8Mark)) text.remove_prefix(kUtf8Mark.size());
  std::vector<RuleTest> tests;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto test = parse_line(line, file, number);
    if (!test) return test.error();
    tests.push_back(std::move(test).value());
  }
  return tests;
}

std::string rule_test_path(const std::string& rule_file) {
  for (const std::string_view extension : {".yml", ".yaml"}) {
    if (!rule_file.ends_with(extension)) continue;
    return rule_file.substr(0, rule_file.size() - extension.size()) + std::string(kTestEnding);
  }
  return rule_file + std::string(kTestEnding);
}

}  // namespace trailsift::cli

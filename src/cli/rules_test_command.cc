// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rules_test_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "trailsift/cli/console.h"
#include "trailsift/cli/rule_preparation.h"
#include "trailsift/cli/rule_test_file.h"
#include "trailsift/detect/rule_explanation.h"
#include "trailsift/detect/rule_trial.h"
#include "trailsift/io/text_file.h"
#include "trailsift/model/single_event.h"
#include "trailsift/report/rule_explanation_text.h"
#include "trailsift/report/rule_test_report.h"

namespace trailsift::cli {
namespace {

using Rules = std::vector<sigma::Rule>;

constexpr std::size_t kMaxTestFileBytes = 64U << 20;

const std::string& label_of(const sigma::Rule& rule) {
  return rule.name.empty() ? (rule.id.empty() ? rule.title : rule.id) : rule.name;
}

Error lone_tests(const std::string& path) {
  const std::string stem = path.substr(0, path.size() - kTestEnding.size());
  return {"lone-tests",
          fmt::format("there is no rule to test in {0}.yml or {0}.yaml", stem),
          {path, 0, 0},
          "give the tests the name of their rule file, or remove them"};
}

// Test files below the folders among `paths` that belong to none of `rules`: they would not be run.
std::optional<Error> refuse_lone_tests(const std::vector<std::string>& paths, const Rules& rules) {
  namespace fs = std::filesystem;
  std::error_code problem;
  std::set<fs::path> expected;
  for (const sigma::Rule& rule : rules) {
    expected.insert(fs::weakly_canonical(rule_test_path(rule.file), problem));
  }
  for (const std::string& path : paths) {
    if (!fs::is_directory(path, problem)) continue;
    const auto tests = files_below(path, {kTestEnding});
    if (!tests) return tests.error();
    for (const std::string& test : tests.value()) {
      if (!expected.contains(fs::weakly_canonical(test, problem))) return lone_tests(test);
    }
  }
  return std::nullopt;
}

class Tester {
 public:
  // `tested`: how many of the rules are to be tested; those behind them may be referred to.
  Tester(const PreparedRules& prepared, std::size_t tested)
      : rules_(prepared.chosen.loaded.rules),
        outcomes_(prepared.compilation.outcomes),
        tested_(tested),
        lists_(prepared.chosen.lists) {}

  Result<report::RuleTestReport> run() {
    std::set<std::string> files;
    for (std::size_t i = 0; i < tested_; ++i) files.insert(rules_[i].file);
    for (const std::string& file : files) {
      if (auto error = run_file(file)) return *std::move(error);
    }
    for (std::size_t i = 0; i < tested_; ++i) {
      if (!with_tests_.contains(i) && can_run(i)) report_.untested.push_back(label_of(rules_[i]));
    }
    return std::move(report_);
  }

 private:
  std::optional<Error> run_file(const std::string& rule_file) {
    const std::string path = rule_test_path(rule_file);
    std::error_code problem;
    if (!std::filesystem::exists(path, problem)) return std::nullopt;
    const auto text = io::read_text_file(path, kMaxTestFileBytes);
    if (!text) return text.error();
    const auto tests = parse_rule_tests(text.value(), path);
    if (!tests) return tests.error();
    for (const RuleTest& test : tests.value()) {
      const auto rule = rule_of(test, rule_file, path);
      if (!rule) return rule.error();
      if (!can_run(rule.value())) return idle_test(test, path);
      run_test(test, rule.value(), path);
    }
    return std::nullopt;
  }

  bool can_run(std::size_t rule) const {
    return outcomes_[rule] == detect::RuleOutcome::kLoaded ||
           outcomes_[rule] == detect::RuleOutcome::kLoadedUnpinned;
  }

  static Error idle_test(const RuleTest& test, const std::string& path) {
    return {"idle-test",
            "the rule of this test is for other logs, or was refused",
            {path, test.line, 0},
            "remove the test, or make the rule one that can be used"};
  }

  // The rule that the test names; else the only one of the file, or the only one that asks for a
  // series of events as the test has it, or for single ones.
  Result<std::size_t> rule_of(const RuleTest& test, const std::string& rule_file,
                              const std::string& path) const {
    std::vector<std::size_t> meant;
    std::vector<std::size_t> of_its_kind;
    for (std::size_t i = 0; i < tested_; ++i) {
      const sigma::Rule& rule = rules_[i];
      const bool named = test.rule.empty() || rule.is_called(test.rule);
      if (rule.file != rule_file || !named) continue;
      meant.push_back(i);
      if (rule.correlation.has_value() == test.is_series) of_its_kind.push_back(i);
    }
    if (meant.size() == 1) return meant.front();
    if (of_its_kind.size() == 1) return of_its_kind.front();
    const std::string message = meant.empty()
                                    ? fmt::format("{} holds no rule \"{}\"", rule_file, test.rule)
                                    : fmt::format("{} holds {} rules", rule_file, meant.size());
    return Error{
        "bad-test", message, {path, test.line, 0}, "name one of its rules with the key \"rule\""};
  }

  void run_test(const RuleTest& test, std::size_t rule, const std::string& path) {
    with_tests_.insert(rule);
    report::RuleTestCase result{path, test.line, label_of(rules_[rule]), test.expected, false, ""};
    result.fired = detect::fires(rules_, rule, test.events, lists_);
    if (!result.passed()) result.explanation = explain(test, rules_[rule]);
    report_.cases.push_back(std::move(result));
  }

  std::string explain(const RuleTest& test, const sigma::Rule& rule) const {
    if (!rule.detection) {
      return fmt::format("{} of {} events are matched by rules that it refers to\n",
                         count_parts(test, rule), test.events.size());
    }
    std::string text;
    for (const std::string& json : test.events) {
      SingleEvent single(json);
      text += report::render_explanation(
          detect::explain(*rule.detection, lists_, single.event(), single.arena()));
    }
    return text;
  }

  std::size_t count_parts(const RuleTest& test, const sigma::Rule& correlation) const {
    const auto matches_a_part = [&](const std::string& json) {
      return std::any_of(correlation.correlation->rules.begin(),
                         correlation.correlation->rules.end(), [&](const std::string& name) {
                           const auto part = find_rule(rules_, name);
                           return part && detect::fires(rules_, part.value(), {json}, lists_);
                         });
    };
    return static_cast<std::size_t>(
        std::count_if(test.events.begin(), test.events.end(), matches_a_part));
  }

  const Rules& rules_;
  const std::vector<detect::RuleOutcome>& outcomes_;
  std::size_t tested_;
  const detect::Placeholders& lists_;
  report::RuleTestReport report_;
  std::set<std::size_t> with_tests_;
};

}  // namespace

ExitStatus run_rules_test_command(const TypedOptions& typed) {
  const Console console(false);
  const auto given = typed.values.find(FlagId::kTestFormat);
  const std::string format = given == typed.values.end() ? "text" : given->second.front();
  if (format != "text" && format != "junit") {
    return console.error(bad_value(FlagId::kTestFormat, format));
  }
  auto settings = read_rule_settings(typed);
  if (!settings) return console.error(settings.error());
  const bool with_builtin = settings.value().sources.builtin;
  const bool lenient = settings.value().lenient;
  settings.value().sources = {false, typed.operands};
  auto chosen = choose_rules(std::move(settings).value());
  if (!chosen) return console.error(chosen.error());
  const std::size_t tested = chosen.value().loaded.rules.size();
  if (with_builtin) add_builtin_rules(chosen.value());
  const auto prepared = prepare_rules(std::move(chosen).value(), lenient, console);
  if (!prepared) return console.error(prepared.error());
  const Rules& rules = prepared.value().chosen.loaded.rules;
  const bool all = prepared.value().refused == 0;
  // The tests of what was refused are alone because of that.
  if (all) {
    if (const auto error = refuse_lone_tests(typed.operands, rules)) return console.error(*error);
  }
  const auto report = Tester(prepared.value(), tested).run();
  if (!report) return console.error(report.error());
  if (report.value().cases.empty()) {
    console.note("there are no tests: those of x.yml are looked for in x.test.jsonl beside it");
  }
  ExitStatus status = all ? ExitStatus::kDone : ExitStatus::kIncomplete;
  if (report.value().failures() > 0) status = ExitStatus::kFindings;
  return write_out(format == "junit" ? report::render_rule_tests_junit(report.value())
                                     : report::render_rule_tests_text(report.value()),
                   status);
}

}  // namespace trailsift::cli

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rules_explain_command.h"

#include <fmt/format.h>

#include <algorithm>

#include "trailsift/cli/console.h"
#include "trailsift/cli/rule_preparation.h"
#include "trailsift/io/input_set.h"
#include "trailsift/model/record_reader.h"
#include "trailsift/report/rule_explanation_text.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::cli {
namespace {

using report::safe_text;

bool is_for(const sigma::Filter& filter, const sigma::Rule& rule) {
  return filter.any_rule ||
         std::any_of(filter.rules.begin(), filter.rules.end(),
                     [&](const std::string& name) { return rule.is_called(name); });
}

// Writes as it goes, so that a large file needs no memory and a reader that goes away ends nothing.
class ExplainingSink final : public EventSink {
 public:
  ExplainingSink(const ChosenRules& chosen, const sigma::Rule& rule)
      : chosen_(chosen), rule_(rule) {}

  void take(std::span<Event> events, Arena& arena) override {
    std::string text;
    for (Event& event : events) text += explain(event, arena);
    const ExitStatus written = write_out(text, ExitStatus::kDone);
    if (written != ExitStatus::kDone) status_ = written;
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] ExitStatus status() const { return status_; }

 private:
  std::string explain(Event& event, Arena& arena) {
    std::string text = fmt::format("{}event {}: {} {}\n", count_ == 0 ? "" : "\n", count_ + 1,
                                   safe_text(event.text(Field::kEventName)),
                                   safe_text(event.text(Field::kEventID)));
    ++count_;
    text +=
        report::render_explanation(detect::explain(*rule_.detection, chosen_.lists, event, arena));
    for (const sigma::Filter& filter : chosen_.loaded.filters) {
      if (!is_for(filter, rule_)) continue;
      text += fmt::format("filter {}, which keeps what its condition matches\n",
                          safe_text(filter.label()));
      text += report::render_explanation(
          detect::explain(filter.detection, chosen_.lists, event, arena));
    }
    return text;
  }

  const ChosenRules& chosen_;
  const sigma::Rule& rule_;
  std::uint64_t count_ = 0;
  ExitStatus status_ = ExitStatus::kDone;
};

Error cannot_read(const std::string& path, const io::InputSet& input) {
  const std::string reason =
      input.problems.empty() ? "there is no file there" : input.problems.front().detail;
  return {"cannot-read", "cannot read: " + reason, {path, 0, 0}, ""};
}

ExitStatus explain_file(const ChosenRules& chosen, const sigma::Rule& rule, const std::string& path,
                        const Console& console) {
  const io::InputSet input = io::discover({path});
  if (input.files.empty()) return console.error(cannot_read(path, input));
  ExplainingSink sink(chosen, rule);
  RecordReader reader;
  ExitStatus status = ExitStatus::kDone;
  for (const io::InputProblem& problem : input.problems) {
    console.note(fmt::format("{}: {} ({})", problem.path, problem.reason, problem.detail));
    status = ExitStatus::kIncomplete;
  }
  for (std::size_t i = 0; i < input.files.size(); ++i) {
    const io::InputFile file = input.files[i];
    const FileReport read = reader.read(file, sink);
    for (const ReadLoss& loss : read.losses) {
      console.note(fmt::format("{}: {} ({})", file.display, loss.reason, loss.detail));
      status = ExitStatus::kIncomplete;
    }
  }
  if (sink.count() == 0) {
    return console.error({"no-events", "there is no CloudTrail record in it", {path, 0, 0}, ""});
  }
  return sink.status() == ExitStatus::kDone ? status : sink.status();
}

}  // namespace

ExitStatus run_rules_explain_command(const TypedOptions& typed) {
  const Console console(false);
  auto settings = read_rule_settings(typed);
  if (!settings) return console.error(settings.error());
  auto chosen = choose_rules(std::move(settings).value());
  if (!chosen) return console.error(chosen.error());
  const auto place = find_rule(chosen.value().loaded.rules, typed.operands[0]);
  if (!place) {
    tell_diagnostics(chosen.value().loaded.diagnostics, {}, console);
    return console.error(place.error());
  }
  const auto prepared = prepare_rules(std::move(chosen).value(), true, console);
  if (!prepared) return console.error(prepared.error());
  const sigma::Rule& rule = prepared.value().chosen.loaded.rules[place.value()];
  const detect::RuleOutcome outcome = prepared.value().compilation.outcomes[place.value()];
  if (outcome == detect::RuleOutcome::kRefused) {
    return console.error(
        {"refused-rule", "the rule was refused", {}, "mend what is wrong with it"});
  }
  if (outcome == detect::RuleOutcome::kNotApplicable && !rule.correlation) {
    return console.error({"not-applicable",
                          "the rule is for other logs than CloudTrail's",
                          {rule.file, rule.position.line, rule.position.column},
                          "its logsource would have to be product: aws, service: cloudtrail"});
  }
  if (rule.correlation) {
    return console.error(
        {"is-correlation",
         "a correlation looks at no event by itself",
         {},
         fmt::format("explain one of its rules: {}", fmt::join(rule.correlation->rules, ", "))});
  }
  const ExitStatus status = explain_file(prepared.value().chosen, rule, typed.operands[1], console);
  const bool all = prepared.value().refused == 0;
  return status == ExitStatus::kDone && !all ? ExitStatus::kIncomplete : status;
}

}  // namespace trailsift::cli

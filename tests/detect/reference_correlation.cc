// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_correlation.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <utility>

#include "tests/detect/reference_matcher.h"
#include "tests/detect/reference_windows.h"
#include "tests/detect/rule_scan.h"
#include "trailsift/model/derived.h"

namespace trailsift::detect::reference {
namespace {

using sigma::Correlation;
using sigma::CorrelationType;
using sigma::Rule;

struct Call {
  std::string id;
  Timestamp time = kNoTime;
  std::map<std::string, bool> matched;  // by the name of the event rule
  Json record;
};

// What a rule gives to a correlation: an event that it hit, or one of those of a firing.
struct Input {
  std::size_t call = 0;
  std::string event_rule;
  std::string counted_as;  // inputs of one event, or of one firing, count once
};

// A firing with the inputs that it is made of, for correlations of correlations.
struct Burst {
  Firing firing;
  std::vector<Input> inputs;
};

Call read_call(const std::string& text, const std::vector<Rule>& rules) {
  TestEvent event(text);
  derive(event.event, event.arena);
  Call call;
  call.record = Json::parse(text);
  call.id = call.record["eventID"];
  call.time = event.event.time;
  for (const Rule& rule : rules) {
    if (rule.detection) call.matched[rule.name] = matches(rule, {}, call.record, event.event);
  }
  return call;
}

class Evaluation {
 public:
  Evaluation(const std::vector<Rule>& rules, const std::vector<std::string>& records,
             Timestamp first_event)
      : rules_(rules), first_event_(first_event) {
    for (const std::string& record : records) calls_.push_back(read_call(record, rules));
  }

  std::vector<Firing> all() const {
    std::vector<Firing> firings;
    for (const Rule& rule : rules_) {
      if (!rule.correlation) continue;
      for (Burst& burst : bursts_of(rule)) firings.push_back(std::move(burst.firing));
    }
    std::sort(firings.begin(), firings.end());
    return firings;
  }

 private:
  const Rule& rule_named(const std::string& name) const {
    return *std::find_if(rules_.begin(), rules_.end(),
                         [&](const Rule& rule) { return rule.name == name; });
  }

  std::vector<Input> inputs_of(const Rule& rule) const {
    std::vector<Input> inputs;
    if (rule.detection) {
      for (std::size_t call = 0; call < calls_.size(); ++call) {
        if (!calls_[call].matched.at(rule.name)) continue;
        inputs.push_back({call, rule.name, "event " + calls_[call].id});
      }
      return inputs;
    }
    int number = 0;
    for (const Burst& burst : bursts_of(rule)) {
      const std::string name = rule.name + " " + std::to_string(number++);
      for (const Input& input : burst.inputs) {
        inputs.push_back({input.call, input.event_rule, name});
      }
    }
    return inputs;
  }

  // What `field` is called in the rule that the correlation names.
  static std::string field_in(const Correlation& correlation, const std::string& rule,
                              const std::string& field) {
    for (const sigma::FieldAlias& alias : correlation.aliases) {
      if (alias.alias != field) continue;
      for (const auto& [name, real] : alias.field_of_rule) {
        if (name == rule) return real;
      }
    }
    return field;
  }

  // Nothing when one of them is missing or null.
  std::optional<std::vector<std::string>> values(const Correlation& correlation,
                                                 const std::string& rule,
                                                 const std::vector<std::string>& fields,
                                                 const Call& call) const {
    std::vector<std::string> texts;
    for (const std::string& field : fields) {
      const auto found = values_of(field_in(correlation, rule, field), call.record, Event());
      if (found.empty() || found.front().is_null()) return std::nullopt;
      texts.push_back(text_of(found.front()));
    }
    return texts;
  }

  // The points of each group.
  using Groups = std::map<std::vector<std::string>, std::vector<Point>>;

  void add(const Rule& rule, std::size_t slot, const Input& input, std::vector<Input>& inputs,
           Groups& groups) const {
    const Correlation& correlation = *rule.correlation;
    const std::string& name = correlation.rules[slot];
    const Call& call = calls_[input.call];
    if (call.time == kNoTime) return;
    auto group = values(correlation, name, correlation.group_by, call);
    const auto value = values(correlation, name, correlation.value_fields, call);
    if (!group || !value) return;
    if (correlation.type == CorrelationType::kNewTerms) {
      group->insert(group->end(), value->begin(), value->end());
    }
    Point point;
    point.time = call.time;
    point.slot = slot;
    point.input = inputs.size();
    point.counted_as = input.counted_as;
    if (correlation.type == CorrelationType::kValueCount) {
      point.counted_as.clear();
      for (const std::string& text : *value) point.counted_as += text + '\n';
    }
    if (sigma::computes_with_numbers(correlation.type)) {
      const auto number = number_in(Json(value->front()));
      if (!number) return;
      point.number = *number;
    }
    inputs.push_back(input);
    groups[*group].push_back(point);
  }

  static std::vector<std::string> without_terms(const Rule& rule,
                                                const std::vector<std::string>& group) {
    const auto size = static_cast<std::ptrdiff_t>(rule.correlation->group_by.size());
    return {group.begin(), group.begin() + size};
  }

  std::vector<Burst> bursts_of(const Rule& rule) const {
    std::vector<Input> inputs;
    Groups groups;
    for (std::size_t slot = 0; slot < rule.correlation->rules.size(); ++slot) {
      for (const Input& input : inputs_of(rule_named(rule.correlation->rules[slot]))) {
        add(rule, slot, input, inputs, groups);
      }
    }
    std::map<std::vector<std::string>, std::vector<Timestamp>> firsts;  // of each group, its terms'
    for (const auto& [group, points] : groups) {
      Timestamp first = points.front().time;
      for (const Point& point : points) first = std::min(first, point.time);
      firsts[without_terms(rule, group)].push_back(first);
    }
    std::vector<Burst> bursts;
    for (auto& [group, points] : groups) {
      std::stable_sort(points.begin(), points.end(), [](const Point& left, const Point& right) {
        return left.time < right.time;
      });
      for (const std::vector<Point>& burst : satisfied(*rule.correlation, points)) {
        if (is_new_for_want_of_logs(*rule.correlation, burst)) continue;
        if (!is_settled(*rule.correlation, firsts.at(without_terms(rule, group)), burst)) continue;
        bursts.push_back(burst_of(rule, group, burst, inputs));
      }
    }
    return bursts;
  }

  bool is_new_for_want_of_logs(const Correlation& correlation,
                               const std::vector<Point>& burst) const {
    const auto history = static_cast<Timestamp>(correlation.min_history_seconds) * kSecond;
    return correlation.type == CorrelationType::kNewTerms &&
           burst.front().time - first_event_ < history;
  }

  // `firsts`: when each term of the group came first.
  static bool is_settled(const Correlation& correlation, const std::vector<Timestamp>& firsts,
                         const std::vector<Point>& burst) {
    const Timestamp time = burst.front().time;
    const auto own_history = static_cast<Timestamp>(correlation.own_history_seconds) * kSecond;
    if (time - *std::min_element(firsts.begin(), firsts.end()) < own_history) return false;
    const auto before =
        std::count_if(firsts.begin(), firsts.end(), [&](Timestamp first) { return first < time; });
    return correlation.at_most == 0 || static_cast<std::uint64_t>(before) <= correlation.at_most;
  }

  Burst burst_of(const Rule& rule, const std::vector<std::string>& group,
                 const std::vector<Point>& points, const std::vector<Input>& inputs) const {
    Burst burst;
    std::set<std::string> ids;
    for (const Point& point : points) {
      burst.inputs.push_back(inputs[point.input]);
      ids.insert(calls_[inputs[point.input].call].id);
    }
    burst.firing = {rule.name, group, {ids.begin(), ids.end()}};
    return burst;
  }

  const std::vector<Rule>& rules_;
  const Timestamp first_event_;
  std::vector<Call> calls_;
};

}  // namespace

std::ostream& operator<<(std::ostream& out, const Firing& firing) {
  out << firing.rule;
  for (const std::string& value : firing.group) out << " [" << value << ']';
  out << ':';
  for (const std::string& id : firing.event_ids) out << ' ' << id;
  return out;
}

std::vector<Firing> firings(const std::vector<Rule>& rules, const std::vector<std::string>& records,
                            Timestamp first_event) {
  return Evaluation(rules, records, first_event).all();
}

}  // namespace trailsift::detect::reference

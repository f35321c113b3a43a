// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/baseline_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "detect/compiled_rules.h"
#include "detect/summary_text.h"
#include "trailsift/base/ascii.h"
#include "trailsift/base/json_string.h"
#include "trailsift/model/field_query.h"
#include "trailsift/model/single_event.h"

namespace trailsift::detect {
namespace {

constexpr std::string_view kFormat = "1";

std::string quoted(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

std::string list_of(const RuleBaseline::Key& key) {
  std::string json;
  for (const std::string& text : key) json += (json.empty() ? "" : ",") + quoted(text);
  return "[" + json + "]";
}

std::string lines_of(const CompiledCorrelation& correlation, const RuleBaseline& baseline) {
  const std::string rule = "{\"rule\":" + quoted(rule_key(correlation));
  std::string lines;
  for (const auto& [key, first] : baseline.first_seen) {
    lines += fmt::format("{},\"term\":{},\"first\":\"{}\"}}\n", rule, list_of(key),
                         format_timestamp(first));
  }
  for (const auto& [key, totals] : baseline.windows) {
    std::string windows;
    for (const auto& [window, total] : totals) {
      const Timestamp begin = std::max(window * correlation.timespan, kFirstReadableTime);
      windows +=
          fmt::format("{}\"{}\",{}", windows.empty() ? "" : ",", format_timestamp(begin), total);
    }
    lines += fmt::format("{},\"group\":{},\"windows\":[{}]}}\n", rule, list_of(key), windows);
  }
  return lines;
}

class Members final : public ValueVisitor {
 public:
  bool visit(const Value& value) override {
    texts.emplace_back(value.text());
    return true;
  }
  RuleBaseline::Key texts;
};

// One line of a file.
class Line {
 public:
  explicit Line(std::string_view text) : json_(text) {}

  [[nodiscard]] bool ok() const { return json_.ok(); }
  [[nodiscard]] bool has(const char* key) {
    return is_there(json_.event(), resolve_field(key), json_.arena());
  }
  [[nodiscard]] std::string text(const char* key) {
    return std::string(first_value(json_.event(), resolve_field(key), json_.arena()).text());
  }
  [[nodiscard]] RuleBaseline::Key list(const char* key) {
    Members members;
    for_each_value(json_.event(), resolve_field(key), json_.arena(), members);
    return std::move(members.texts);
  }

 private:
  SingleEvent json_;
};

class Reader {
 public:
  explicit Reader(const CompiledRules& rules) : rules_(rules) {
    for (const CompiledCorrelation& correlation : rules.correlations) {
      known_.emplace(rule_key(correlation), &correlation);
    }
  }

  // Why the line cannot be used; "" when it can.
  std::string read(Line& line, bool is_first) {
    if (!line.ok()) return "a line of a baseline is one JSON object";
    if (is_first) return read_header(line);
    ++lines_;
    if (stated_lines_ && lines_ > *stated_lines_) return "there are " + compared_to_header("more");
    if (line.has("account")) return read_account(line);
    if (!line.has("rule")) return "a line names an account or a rule";
    if (line.has("version")) return read_rule(line);
    const std::string key = line.text("rule");
    if (!seen_.contains(key)) return "the rule has no line with its version before";
    const auto used = result_.baseline.find(key);
    if (used == result_.baseline.end()) return "";
    return line.has("term") ? read_term(line, used->second)
                            : read_windows(line, known_.at(key)->timespan, used->second);
  }

  // Why the file cannot end here; "" when it can. Files of older versions do not tell.
  [[nodiscard]] std::string missing() const {
    if (!stated_lines_ || lines_ == *stated_lines_) return "";
    return "the file is cut off: there are " + compared_to_header("fewer");
  }

  BaselineReading take() {
    for (auto& [key, baseline] : result_.baseline) baseline.accounts = accounts_;
    return std::move(result_);
  }

 private:
  std::string read_header(Line& line) {
    if (!line.has("trailsift_baseline")) return "this is no baseline";
    if (line.text("trailsift_baseline") != kFormat) {
      return "the baseline is of another version of the format";
    }
    if (!line.has("lines")) return "";
    stated_lines_ = parse_unsigned(line.text("lines"));
    return stated_lines_ ? "" : "\"lines\" must be a number";
  }

  [[nodiscard]] std::string compared_to_header(std::string_view what) const {
    return fmt::format("{} lines behind the first one than the {} that it states", what,
                       *stated_lines_);
  }

  std::string read_account(Line& line) {
    const auto first = parse_timestamp(line.text("first"));
    if (!first) return "\"first\" must be a time";
    accounts_[line.text("account")] = *first;
    return "";
  }

  std::string read_rule(Line& line) {
    const std::string key = line.text("rule");
    seen_.insert(key);
    const auto known = known_.find(key);
    if (known == known_.end()) return "";
    if (line.text("version") == rule_version(rules_, *known->second)) {
      result_.baseline[key];
    } else {
      result_.ignored.push_back(rule_label(known->second->rule));
    }
    return "";
  }

  static std::string read_term(Line& line, RuleBaseline& baseline) {
    const auto first = parse_timestamp(line.text("first"));
    if (!first) return "\"first\" must be a time";
    baseline.first_seen[line.list("term")] = *first;
    return "";
  }

  static std::string read_windows(Line& line, Timestamp length, RuleBaseline& baseline) {
    const RuleBaseline::Key windows = line.list("windows");
    if (!line.has("group") || windows.empty() || windows.size() % 2 != 0) {
      return "\"group\" and \"windows\" must be lists, the latter of times and numbers in turns";
    }
    auto& totals = baseline.windows[line.list("group")];
    for (std::size_t i = 0; i < windows.size(); i += 2) {
      const auto begin = parse_timestamp(windows[i]);
      const auto total = parse_unsigned(windows[i + 1]);
      if (!begin || !total || *total == 0) return "\"windows\" must hold times and numbers above 0";
      totals[period_of(*begin, length)] = *total;
    }
    return "";
  }

  const CompiledRules& rules_;
  std::map<std::string, const CompiledCorrelation*> known_;
  std::set<std::string> seen_;
  std::map<std::string, Timestamp> accounts_;
  std::optional<std::uint64_t> stated_lines_;  // behind the header
  std::uint64_t lines_ = 0;
  BaselineReading result_;
};

}  // namespace

std::string write_baseline(const CompiledRules& rules, const Baseline& baseline) {
  std::string text;
  if (!baseline.empty()) {
    for (const auto& [account, first] : baseline.begin()->second.accounts) {
      text += fmt::format("{{\"account\":{},\"first\":\"{}\"}}\n", quoted(account),
                          format_timestamp(first));
    }
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    const auto learnt = baseline.find(rule_key(correlation));
    if (learnt == baseline.end()) continue;
    text += fmt::format("{{\"rule\":{},\"name\":{},\"version\":\"{}\"}}\n", quoted(learnt->first),
                        quoted(rule_label(correlation.rule)), rule_version(rules, correlation));
    text += lines_of(correlation, learnt->second);
  }
  return fmt::format("{{\"trailsift_baseline\":{},\"lines\":{}}}\n", kFormat,
                     std::count(text.begin(), text.end(), '\n')) +
         text;
}

Result<BaselineReading> read_baseline(std::string_view text, const std::string& file,
                                      const CompiledRules& rules) {
  const auto bad_baseline = [&file](std::string problem, std::uint32_t line) {
    return Error{"bad-baseline",
                 std::move(problem),
                 {file, line, 0},
                 "make it anew with trailsift baseline build"};
  };
  Reader reader(rules);
  std::uint32_t number = 1;
  do {
    const std::size_t end = text.find('\n');
    Line line(text.substr(0, end));
    std::string problem = reader.read(line, number == 1);
    if (!problem.empty()) return bad_baseline(std::move(problem), number);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
  } while (!text.empty());
  if (std::string problem = reader.missing(); !problem.empty()) {
    return bad_baseline(std::move(problem), number - 1);
  }
  return reader.take();
}

}  // namespace trailsift::detect

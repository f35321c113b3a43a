// SPDX-License-Identifier: Apache-2.0
#include "sigma/condition_parser.h"

#include <algorithm>
#include <utility>

#include "sigma/diagnostic_log.h"
#include "trailsift/base/ascii.h"

namespace trailsift::sigma {
namespace {

using ConditionKind = Condition::Kind;

bool is_mark(char c) { return c == '(' || c == ')' || c == '|'; }

// True when '*' in the pattern can stand for what the name has there. Linear but for the product of
// both lengths at worst: it goes back to the last '*' only.
bool matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = pattern.npos;
  std::size_t resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != pattern.npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == pattern.npos;
}

struct Token {
  std::string_view text;  // empty at the end
  std::size_t offset = 0;

  [[nodiscard]] bool is(std::string_view keyword) const {
    return equals_ignore_case(text, keyword);
  }
};

std::vector<Token> split(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (true) {
    while (at < text.size() && is_space(text[at])) ++at;
    std::size_t end = at;
    if (end < text.size() && is_mark(text[end])) {
      ++end;
    } else {
      while (end < text.size() && !is_space(text[end]) && !is_mark(text[end])) ++end;
    }
    tokens.push_back({text.substr(at, end - at), at});
    if (at == text.size()) return tokens;
    at = end;
  }
}

// Recursive descent over the tokens. After a problem every step returns at once.
class ConditionParser {
 public:
  ConditionParser(std::string_view text, const std::vector<Selection>& selections,
                  std::vector<bool>& used)
      : tokens_(split(text)), selections_(selections), used_(used) {}

  ParsedCondition parse() {
    ParsedCondition result;
    if (next().text.empty()) {
      fail(Code::kBadCondition, "the condition is empty", "Name a selection.");
    } else {
      result.condition = parse_or();
    }
    if (!problem_ && !next().text.empty()) fail_at_rest();
    result.problem = std::move(problem_);
    return result;
  }

 private:
  [[nodiscard]] const Token& next() const { return tokens_[at_]; }
  [[nodiscard]] const Token& after_next() const {
    return tokens_[std::min(at_ + 1, tokens_.size() - 1)];
  }

  bool accept(std::string_view keyword) {
    if (!next().is(keyword)) return false;
    ++at_;
    return true;
  }

  void fail(Code code, std::string message, std::string hint = {}) {
    if (problem_) return;
    problem_ = {code, next().offset, std::move(message), std::move(hint)};
  }

  void fail_at_rest() {
    if (next().text == "|") {
      fail(Code::kUnsupportedAggregation,
           "aggregations in conditions are obsolete and not supported",
           "Write a correlation rule with a 'timespan' instead.");
    } else {
      fail(Code::kBadCondition, "expected 'and', 'or' or the end before " + in_quotes(next().text));
    }
  }

  Condition parse_or() {
    return parse_joined("or", ConditionKind::kOr, &ConditionParser::parse_and);
  }
  Condition parse_and() {
    return parse_joined("and", ConditionKind::kAnd, &ConditionParser::parse_not);
  }

  Condition parse_joined(std::string_view keyword, ConditionKind kind,
                         Condition (ConditionParser::*parse_part)()) {
    Condition first = (this->*parse_part)();
    if (problem_ || !next().is(keyword)) return first;
    Condition joined;
    joined.kind = kind;
    joined.children.push_back(std::move(first));
    while (!problem_ && accept(keyword)) joined.children.push_back((this->*parse_part)());
    return joined;
  }

  Condition parse_not() {
    if (++depth_ > kDeepestCondition) {
      fail(Code::kConditionTooComplex, "parentheses and 'not' may stand at most " +
                                           std::to_string(kDeepestCondition) + " deep");
      return {};
    }
    Condition result;
    if (accept("not")) {
      result.kind = ConditionKind::kNot;
      result.children.push_back(parse_not());
    } else {
      result = parse_primary();
    }
    --depth_;
    return result;
  }

  Condition parse_primary() {
    if (accept("(")) return parse_rest_of_group();
    const Token token = next();
    if (after_next().is("of")) return parse_quantified();
    constexpr std::string_view kNoNames[] = {"", ")", "|", "and", "or", "of"};
    for (const std::string_view keyword : kNoNames) {
      if (!token.is(keyword)) continue;
      fail(Code::kBadCondition, token.text.empty()
                                    ? "the condition ends where a selection is expected"
                                    : "expected a selection before " + in_quotes(token.text));
      return {};
    }
    return parse_name();
  }

  Condition parse_rest_of_group() {
    Condition inner = parse_or();
    if (problem_ || accept(")")) return inner;
    if (next().text.empty()) {
      fail(Code::kBadCondition, "a closing parenthesis is missing");
    } else {
      fail_at_rest();
    }
    return {};
  }

  Condition parse_name() {
    const std::string_view name = next().text;
    for (std::size_t i = 0; i < selections_.size(); ++i) {
      if (selections_[i].name != name) continue;
      Condition condition = selection(i);
      ++at_;
      return condition;
    }
    fail_unknown(name);
    return {};
  }

  void fail_unknown(std::string_view name) {
    fail(Code::kUnknownSelection, "there is no selection " + in_quotes(name), nearest(name));
  }

  [[nodiscard]] std::string nearest(std::string_view name) const {
    std::vector<std::string> names;
    for (const Selection& selection : selections_) names.push_back(selection.name);
    return did_you_mean(name, names);
  }

  Condition parse_quantified() {
    const bool all = next().is("all");
    if (!all && !next().is("1") && !next().is("any")) {
      fail(Code::kBadCondition, in_quotes(next().text) + " cannot stand before 'of'",
           "Write '1 of', 'any of' or 'all of'.");
      return {};
    }
    at_ += 2;
    const Token target = next();
    if (target.text.empty() || is_mark(target.text.front())) {
      fail(Code::kBadCondition, "a pattern or 'them' is missing behind 'of'");
      return {};
    }
    const bool them = target.is("them");
    const std::string_view pattern = them ? "*" : target.text;
    if (pattern.find('*') == pattern.npos) return parse_name();
    Condition result = spell_out(pattern, all ? ConditionKind::kAnd : ConditionKind::kOr);
    ++at_;
    return result;
  }

  Condition spell_out(std::string_view pattern, ConditionKind kind) {
    Condition joined;
    joined.kind = kind;
    for (std::size_t i = 0; i < selections_.size() && !problem_; ++i) {
      const std::string& name = selections_[i].name;
      const bool hidden = name.starts_with('_') && !pattern.starts_with('_');
      if (!hidden && matches(pattern, name)) joined.children.push_back(selection(i));
    }
    if (joined.children.empty()) {
      fail(Code::kNoSelectionMatches, "no selection matches " + in_quotes(next().text),
           nearest(next().text));
      return {};
    }
    if (joined.children.size() > 1) return joined;
    return std::move(joined.children.front());
  }

  Condition selection(std::size_t index) {
    if (++size_ > kLargestCondition) {
      fail(Code::kConditionTooComplex,
           "a condition may name at most " + std::to_string(kLargestCondition) + " selections");
    }
    used_[index] = true;
    Condition condition;
    condition.selection = index;
    return condition;
  }

  std::vector<Token> tokens_;
  const std::vector<Selection>& selections_;
  std::vector<bool>& used_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t size_ = 0;
  std::optional<ConditionProblem> problem_;
};

}  // namespace

ParsedCondition parse_condition(std::string_view text, const std::vector<Selection>& selections,
                                std::vector<bool>& used) {
  return ConditionParser(text, selections, used).parse();
}

}  // namespace trailsift::sigma

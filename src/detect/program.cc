// SPDX-License-Identifier: Apache-2.0
#include "detect/program.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace trailsift::detect {
namespace {

using Kind = Expression::Kind;

// What the profile decides comes first, whatever it costs: it is asked once for many events.
using Cost = std::pair<bool, Predicate::Cost>;

Cost cost_of(const Expression& expression, std::span<const Predicate> predicates) {
  if (expression.kind == Kind::kPredicate) {
    const Predicate& predicate = predicates[expression.predicate];
    return {predicate.part == ProfilePart::kNone, predicate.cost};
  }
  Cost cost;
  for (const Expression& child : expression.children) {
    cost = std::max(cost, cost_of(child, predicates));
  }
  return cost;
}

void sort_by_cost(Expression& expression, std::span<const Predicate> predicates) {
  for (Expression& child : expression.children) sort_by_cost(child, predicates);
  std::stable_sort(expression.children.begin(), expression.children.end(),
                   [&](const Expression& left, const Expression& right) {
                     return cost_of(left, predicates) < cost_of(right, predicates);
                   });
}

// Writes from the last question to the first, so that every jump goes to what exists already.
std::uint32_t emit(const Expression& expression, std::uint32_t if_true, std::uint32_t if_false,
                   std::vector<Instruction>& code) {
  switch (expression.kind) {
    case Kind::kTrue:
      return if_true;
    case Kind::kFalse:
      return if_false;
    case Kind::kPredicate:
      if (if_true == if_false) return if_true;
      code.push_back({expression.predicate, if_true, if_false, ProfilePart::kNone, 0});
      return static_cast<std::uint32_t>(code.size() - 1);
    case Kind::kNot:
      return emit(expression.children.front(), if_false, if_true, code);
    case Kind::kAnd:
    case Kind::kOr:
      break;
  }
  const bool is_and = expression.kind == Kind::kAnd;
  std::uint32_t entry = is_and ? if_true : if_false;
  for (auto child = expression.children.rbegin(); child != expression.children.rend(); ++child) {
    entry = is_and ? emit(*child, entry, if_false, code) : emit(*child, if_true, entry, code);
  }
  return entry;
}

std::string target_name(std::uint32_t target) {
  if (target == kAccept) return "accept";
  if (target == kReject) return "reject";
  return std::to_string(target);
}

std::string_view subject_name(const Predicate& predicate) {
  switch (predicate.subject) {
    case Predicate::Subject::kRecord:
      return "record";
    case Predicate::Subject::kInferredList:
      return "list told by the logs";
    case Predicate::Subject::kReference:
    case Predicate::Subject::kPresence:
    case Predicate::Subject::kField:
      break;
  }
  return predicate.path.name;
}

}  // namespace

std::uint32_t emit_program(Expression expression, std::span<const Predicate> predicates,
                           std::vector<Instruction>& code) {
  sort_by_cost(expression, predicates);
  return emit(expression, kAccept, kReject, code);
}

std::string dump_program(std::uint32_t entry, std::span<const Instruction> code,
                         std::span<const Predicate> predicates) {
  if (entry >= kReject) return target_name(entry) + "\n";
  std::vector<bool> reached(code.size(), false);
  reached[entry] = true;
  std::string text;
  // Jumps only go down, so one pass downwards meets every instruction after all that jump to it.
  for (std::uint32_t at = entry + 1; at-- > 0;) {
    if (!reached[at]) continue;
    const Instruction& instruction = code[at];
    for (const std::uint32_t target : {instruction.if_true, instruction.if_false}) {
      if (target < kReject) reached[target] = true;
    }
    fmt::format_to(std::back_inserter(text), "{}: {} ? {} : {}\n", at,
                   subject_name(predicates[instruction.predicate]),
                   target_name(instruction.if_true), target_name(instruction.if_false));
  }
  return text;
}

}  // namespace trailsift::detect

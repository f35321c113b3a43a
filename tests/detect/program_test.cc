// SPDX-License-Identifier: Apache-2.0
#include "detect/program.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::detect {
namespace {

using Kind = Expression::Kind;

// Predicates on fields named a to d; d is dear.
std::vector<Predicate> four_predicates() {
  std::vector<Predicate> predicates(4);
  for (std::size_t i = 0; i < predicates.size(); ++i) {
    predicates[i].path.name = std::string(1, static_cast<char>('a' + i));
  }
  predicates[3].cost = Predicate::Cost::kPath;
  return predicates;
}

Expression all(std::vector<Expression> children) {
  return Expression::join(Kind::kAnd, std::move(children));
}
Expression any(std::vector<Expression> children) {
  return Expression::join(Kind::kOr, std::move(children));
}
Expression ask(std::uint32_t predicate) { return Expression::of(predicate); }

std::string dump(const Expression& expression) {
  const std::vector<Predicate> predicates = four_predicates();
  std::vector<Instruction> code;
  const std::uint32_t entry = emit_program(expression, predicates, code);
  return dump_program(entry, code, predicates);
}

TEST(Program, ConstantsNeedNoInstruction) {
  EXPECT_EQ(dump(Expression::constant(true)), "accept\n");
  EXPECT_EQ(dump(Expression::constant(false)), "reject\n");
  EXPECT_EQ(dump(Expression::negation(Expression::constant(false))), "accept\n");
  EXPECT_EQ(dump(all({Expression::constant(false), ask(0)})), "reject\n");
  EXPECT_EQ(dump(all({})), "accept\n");
  EXPECT_EQ(dump(any({})), "reject\n");
}

TEST(Program, AndOrAndNotBecomeJumps) {
  EXPECT_EQ(dump(ask(0)), "0: a ? accept : reject\n");
  EXPECT_EQ(dump(Expression::negation(ask(0))), "0: a ? reject : accept\n");
  EXPECT_EQ(dump(all({ask(0), ask(1)})), "1: a ? 0 : reject\n0: b ? accept : reject\n");
  EXPECT_EQ(dump(any({ask(0), ask(1)})), "1: a ? accept : 0\n0: b ? accept : reject\n");
  EXPECT_EQ(dump(all({ask(0), Expression::negation(any({ask(1), ask(2)}))})),
            "2: a ? 1 : reject\n1: b ? reject : 0\n0: c ? reject : accept\n");
}

TEST(Program, AsksCheapQuestionsFirst) {
  EXPECT_EQ(dump(all({ask(3), ask(0)})), "1: a ? 0 : reject\n0: d ? accept : reject\n");
  EXPECT_EQ(dump(any({all({ask(1), ask(3)}), ask(0)})),
            "2: a ? accept : 1\n1: b ? 0 : reject\n0: d ? accept : reject\n");
}

// The tree as it stands, for comparison.
bool evaluate(const Expression& expression, unsigned answers) {
  switch (expression.kind) {
    case Kind::kTrue:
      return true;
    case Kind::kFalse:
      return false;
    case Kind::kPredicate:
      return (answers >> expression.predicate) & 1;
    case Kind::kNot:
      return !evaluate(expression.children.front(), answers);
    case Kind::kAnd:
    case Kind::kOr:
      break;
  }
  const bool is_and = expression.kind == Kind::kAnd;
  for (const Expression& child : expression.children) {
    if (evaluate(child, answers) != is_and) return !is_and;
  }
  return is_and;
}

TEST(Program, GivesWhatTheTreeGivesForEveryAnswer) {
  const std::vector<Expression> trees = {
      all({any({ask(0), ask(1)}), any({ask(2), ask(3)})}),
      any({all({ask(0), ask(1)}), all({ask(2), ask(3)})}),
      Expression::negation(all({ask(0), Expression::negation(any({ask(1), ask(0)})), ask(3)})),
      all({ask(0), any({ask(0), ask(1)}), Expression::negation(ask(2)),
           Expression::constant(true)}),
      any({Expression::constant(false), all({}), ask(3)}),
  };
  const std::vector<Predicate> predicates = four_predicates();
  for (const Expression& tree : trees) {
    std::vector<Instruction> code = {
        {0, kReject, kReject, ProfilePart::kNone, 0}};  // as after another rule
    const std::uint32_t entry = emit_program(tree, predicates, code);
    for (unsigned answers = 0; answers < 16; ++answers) {
      EXPECT_EQ(run_program(entry, code, [&](std::uint32_t p) { return (answers >> p) & 1; }),
                evaluate(tree, answers))
          << dump(tree) << answers;
    }
  }
}

}  // namespace
}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#include "sigma/bound_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::sigma {
namespace {

using Operator = CorrelationBound::Operator;

struct Reading {
  std::vector<CorrelationBound> bounds;
  std::string codes;
};

Reading read(CorrelationType type, const std::string& condition, std::size_t rule_count = 3) {
  const YamlText yaml = read_yaml(condition);
  DiagnosticLog log(condition, "test.yml");
  Reading reading{read_bounds(*yaml.documents.at(0).root, type, rule_count, log), ""};
  for (const Diagnostic& diagnostic : log.take()) {
    reading.codes += (reading.codes.empty() ? "" : " ") + diagnostic.code;
  }
  return reading;
}

TEST(ReadBounds, ReadsEveryOperator) {
  const std::pair<std::string, Operator> operators[] = {
      {"lt", Operator::kLt},   {"lte", Operator::kLte}, {"gt", Operator::kGt},
      {"gte", Operator::kGte}, {"eq", Operator::kEq},   {"neq", Operator::kNeq}};
  for (const auto& [name, op] : operators) {
    const Reading reading = read(CorrelationType::kEventCount, "{field: x, " + name + ": 3}");
    ASSERT_EQ(reading.bounds.size(), 1U);
    EXPECT_EQ(reading.bounds[0].op, op) << name;
    EXPECT_EQ(reading.bounds[0].limit, 3);
    EXPECT_EQ(reading.codes, "");
  }
}

TEST(ReadBounds, NumbersAreWholeWhereSomethingIsCounted) {
  for (const std::string number : {"1.5", "-1", "1e3", "'a'", "[1]", "", "ten", "0x10"}) {
    EXPECT_EQ(read(CorrelationType::kEventCount, "{gte: " + number + "}").codes, "bad-bound")
        << number;
    EXPECT_EQ(read(CorrelationType::kTemporal, "{gte: " + number + "}").codes, "bad-bound")
        << number;
  }
  const std::pair<std::string, double> numbers[] = {{"1.5", 1.5}, {"-1", -1},         {"1e3", 1000},
                                                    {"0", 0},     {"-2.5e-1", -0.25}, {"'2'", 2}};
  for (const auto& [text, number] : numbers) {
    const Reading reading = read(CorrelationType::kValueSum, "{gte: " + text + "}");
    EXPECT_EQ(reading.codes, "");
    EXPECT_EQ(reading.bounds.at(0).limit, number);
  }
  for (const std::string number : {"'a'", "[1]", "", "ten", ".5", ".inf", "1e999", "1 GB"}) {
    EXPECT_EQ(read(CorrelationType::kValueAvg, "{gte: " + number + "}").codes, "bad-bound")
        << number;
  }
}

TEST(ReadBounds, RefusesWhatNothingKeeps) {
  const std::pair<CorrelationType, const char*> none[] = {
      {CorrelationType::kEventCount, "{gt: 10, lt: 5}"},
      {CorrelationType::kEventCount, "{gt: 5, lt: 6}"},
      {CorrelationType::kValueCount, "{eq: 5, neq: 5}"},
      {CorrelationType::kValueCount, "{lt: 0}"},
      {CorrelationType::kEventCount, "{lt: 1}"},
      {CorrelationType::kEventCount, "{lte: 0}"},
      {CorrelationType::kEventCount, "{eq: 0}"},
      {CorrelationType::kValueCount, "{lt: 1}"},
      {CorrelationType::kValueCount, "{gte: 0, lt: 1}"},
      {CorrelationType::kTemporal, "{lte: 0}"},
      {CorrelationType::kTemporal, "{gte: 4}"},
      {CorrelationType::kTemporalOrdered, "{gt: 3}"},
      {CorrelationType::kTemporalOrdered, "{eq: 4}"},
      {CorrelationType::kValueSum, "{gt: 1, lte: 1}"},
      {CorrelationType::kValueAvg, "{eq: 1, gte: 3}"},
  };
  for (const auto& [type, condition] : none) {
    EXPECT_EQ(read(type, condition).codes, "bad-bound") << condition;
  }
  const std::pair<CorrelationType, const char*> some[] = {
      {CorrelationType::kEventCount, "{gt: 5, lt: 7}"},
      {CorrelationType::kEventCount, "{gte: 5, lte: 5}"},
      {CorrelationType::kEventCount, "{neq: 0}"},
      {CorrelationType::kEventCount, "{gte: 0}"},
      {CorrelationType::kEventCount, "{lt: 2}"},
      {CorrelationType::kEventCount, "{eq: 1}"},
      {CorrelationType::kTemporal, "{lte: 7}"},
      {CorrelationType::kTemporal, "{neq: 7}"},
      {CorrelationType::kTemporal, "{gte: 3}"},
      {CorrelationType::kTemporal, "{neq: 3}"},
      {CorrelationType::kTemporalOrdered, "{gt: 1}"},
      {CorrelationType::kValueSum, "{gt: 5, lt: 6}"},
      {CorrelationType::kValueMedian, "{lt: -3}"},
      {CorrelationType::kValuePercentile, "{neq: 0}"},
  };
  for (const auto& [type, condition] : some)
    EXPECT_EQ(read(type, condition).codes, "") << condition;
}

TEST(ReadBounds, WantsOneAtLeast) {
  EXPECT_EQ(read(CorrelationType::kEventCount, "{}").codes, "missing-attribute");
  EXPECT_EQ(read(CorrelationType::kValueSum, "{field: x}").codes, "missing-attribute");
}

}  // namespace
}  // namespace trailsift::sigma

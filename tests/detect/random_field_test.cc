// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/random_field_test.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace trailsift::detect {
namespace {

sigma::Scalar random_scalar(Random& random) {
  static const char* const kTexts[] = {"a",        "A",      "a*",      "*b",     "*a*",   "?",
                                       "a?",       "",       "1",       "*",      "a\\*b", "true",
                                       "10.1.2.3", "%list%", "\u00E9a", "\"ab\"", "a\\b"};
  sigma::Scalar scalar;
  const auto choice = random() % 9;
  if (choice == 8) {
    scalar.reads_as_bool = true;
    scalar.boolean = random() % 2 == 0;
    scalar.text = scalar.boolean ? "yes" : "no";
  } else if (choice == 0) {
    scalar.type = sigma::Scalar::Type::kNull;
  } else if (choice == 1) {
    scalar.type = sigma::Scalar::Type::kBool;
    scalar.boolean = random() % 2 == 0;
    scalar.text = scalar.boolean ? "true" : "false";
  } else if (choice == 2) {
    scalar.type = sigma::Scalar::Type::kNumber;
    static const std::pair<const char*, double> kNumbers[] = {
        {"1", 1}, {"1", 1}, {"2.5", 2.5}, {"2.5", 2.5}, {"0x1", 1}};
    std::tie(scalar.text, scalar.number) = one_of(random, kNumbers);
  } else {
    scalar.text = one_of(random, kTexts);
  }
  return scalar;
}

sigma::Scalar text_scalar(std::string text) {
  sigma::Scalar scalar;
  scalar.text = std::move(text);
  return scalar;
}

sigma::Scalar number_scalar(double number) {
  sigma::Scalar scalar;
  scalar.type = sigma::Scalar::Type::kNumber;
  scalar.text = std::to_string(static_cast<int>(number));
  scalar.number = number;
  return scalar;
}

sigma::Scalar bool_scalar(bool value) {
  sigma::Scalar scalar;
  scalar.type = sigma::Scalar::Type::kBool;
  scalar.text = value ? "true" : "false";
  scalar.boolean = value;
  return scalar;
}

bool has_any(const sigma::FieldTest& test, std::initializer_list<sigma::Modifier> modifiers) {
  return std::any_of(modifiers.begin(), modifiers.end(),
                     [&](sigma::Modifier modifier) { return test.has(modifier); });
}

// A value such as the modifiers can take; nothing when they take any.
std::optional<sigma::Scalar> suitable_value(Random& random, const sigma::FieldTest& test) {
  using sigma::Modifier;
  static const char* const kPatterns[] = {"a", "^a", "b$", "[0-9]+", "^$", "a.?b", ".*"};
  static const char* const kNetworks[] = {"10.0.0.0/8", "0.0.0.0/0", "10.1.2.3"};
  static const char* const kPlain[] = {"ab", "-a", "a/b", "abc", "\u2013b"};
  static const char* const kOthers[] = {"eventName", "eventSource", "requestParameters.a", "odd",
                                        "derived.outcome"};
  if (test.has(Modifier::kRe)) return text_scalar(one_of(random, kPatterns));
  if (test.has(Modifier::kCidr)) return text_scalar(one_of(random, kNetworks));
  if (test.has(Modifier::kFieldRef)) return text_scalar(one_of(random, kOthers));
  if (test.has(Modifier::kHour)) return number_scalar(static_cast<double>(random() % 24U));
  if (test.has(Modifier::kWeek)) return number_scalar(static_cast<double>(random() % 53 + 1));
  if (has_any(test, {Modifier::kGte, Modifier::kLt})) return number_scalar(1);
  if (test.has(Modifier::kExists)) return bool_scalar(random() % 2 == 0);
  if (test.has(Modifier::kExpand)) {
    return text_scalar(random() % 8 == 0 ? "%nowhere%" : "%list%");
  }
  if (has_any(test, {Modifier::kBase64, Modifier::kBase64Offset, Modifier::kWide,
                     Modifier::kUtf16be, Modifier::kWindash})) {
    return text_scalar(one_of(random, kPlain));
  }
  return std::nullopt;
}

void suit_values(Random& random, sigma::FieldTest& test) {
  for (sigma::Scalar& value : test.values) {
    if (auto suitable = suitable_value(random, test)) value = *std::move(suitable);
  }
}

}  // namespace

sigma::FieldTest random_field_test(Random& random) {
  using sigma::Modifier;
  static const char* const kFields[] = {"eventName",
                                        "eventName",
                                        "eventSource",
                                        "errorCode",
                                        "awsRegion",
                                        "sourceIPAddress",
                                        "requestParameters",
                                        "requestParameters.a",
                                        "requestParameters.a.b",
                                        "requestParameters.x.b",
                                        "odd",
                                        "odd.a",
                                        "odd.a.b",
                                        "derived.outcome",
                                        "derived.write",
                                        "eventTime",
                                        ""};
  static const std::vector<Modifier> kModifiers[] = {
      {},
      {},
      {},
      {Modifier::kContains},
      {Modifier::kStartsWith},
      {Modifier::kEndsWith},
      {Modifier::kCased},
      {Modifier::kContains, Modifier::kCased},
      {Modifier::kAll},
      {Modifier::kContains, Modifier::kAll},
      {Modifier::kNeq},
      {Modifier::kExists},
      {Modifier::kRe},
      {Modifier::kRe, Modifier::kReIgnoreCase},
      {Modifier::kCidr},
      {Modifier::kGte},
      {Modifier::kLt},
      {Modifier::kExpand},
      {Modifier::kContains, Modifier::kExpand},
      {Modifier::kBase64},
      {Modifier::kBase64Offset, Modifier::kContains},
      {Modifier::kWide, Modifier::kBase64},
      {Modifier::kUtf16be, Modifier::kContains},
      {Modifier::kWindash},
      {Modifier::kWindash, Modifier::kEndsWith},
      {Modifier::kWindash, Modifier::kContains, Modifier::kAll},
      {Modifier::kHour},
      {Modifier::kHour, Modifier::kNeq},
      {Modifier::kWeek, Modifier::kGte},
      {Modifier::kFieldRef},
      {Modifier::kFieldRef, Modifier::kContains},
      {Modifier::kFieldRef, Modifier::kNeq},
      {Modifier::kFieldRef, Modifier::kCased}};
  sigma::FieldTest test;
  test.field = one_of(random, kFields);
  test.modifiers = one_of(random, kModifiers);
  const bool can_be_keyword = has_any(test, {Modifier::kAll, Modifier::kContains});
  if (test.field.empty() && (!can_be_keyword || test.has(Modifier::kFieldRef))) {
    test.modifiers.clear();
  }
  const std::size_t count = test.has(Modifier::kExists) ? 1 : random() % 4;
  for (std::size_t i = 0; i < count; ++i) test.values.push_back(random_scalar(random));
  suit_values(random, test);
  return test;
}

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_judgement.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "tests/detect/reference_encoding.h"
#include "tests/detect/reference_network.h"
#include "tests/detect/reference_text.h"
#include "tests/detect/reference_time.h"

namespace trailsift::detect::reference {
namespace {

using sigma::FieldTest;
using sigma::Modifier;
using sigma::Scalar;

// Flags at the front, which RE2 knows and the standard library does not, are read by hand. Where
// '.' may match a line end, the line ends of the text are made into spaces.
bool regex_found(const FieldTest& test, std::string pattern, std::string text) {
  std::string letters;
  static const std::regex kLeadingFlags("\\(\\?([is]+)\\)");
  std::smatch leading;
  if (std::regex_search(pattern, leading, kLeadingFlags, std::regex_constants::match_continuous)) {
    letters = leading[1];
    pattern = leading.suffix();
  }
  auto flags = std::regex::ECMAScript;
  if (test.has(Modifier::kReIgnoreCase) || letters.find('i') != std::string::npos) {
    flags |= std::regex::icase;
  }
  if (test.has(Modifier::kReDotAll) || letters.find('s') != std::string::npos) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  }
  // Making one takes far longer than running it.
  static std::map<std::pair<std::string, unsigned>, std::regex> made;
  const auto entry = made.try_emplace({pattern, static_cast<unsigned>(flags)}, pattern, flags);
  return std::regex_search(text, entry.first->second);
}

std::string wildcard_text(const FieldTest& test, const std::string& text) {
  const bool contains = test.field.empty() || test.has(Modifier::kContains);
  const bool before = contains || test.has(Modifier::kEndsWith);
  const bool after = contains || test.has(Modifier::kStartsWith);
  // A backslash at the end must not take the meaning of the star that is put behind it.
  const std::size_t last = text.find_last_not_of('\\');
  const std::size_t backslashes = text.size() - (last == std::string::npos ? 0 : last + 1);
  const bool open = after && backslashes % 2 == 1;
  return (before ? "*" : "") + text + (open ? "\\" : "") + (after ? "*" : "");
}

bool compares(const FieldTest& test, double left, double right) {
  if (test.has(Modifier::kLt)) return left < right;
  if (test.has(Modifier::kLte)) return left <= right;
  if (test.has(Modifier::kGt)) return left > right;
  return left >= right;
}

bool is_comparison(const FieldTest& test) {
  return test.has(Modifier::kLt) || test.has(Modifier::kLte) || test.has(Modifier::kGt) ||
         test.has(Modifier::kGte);
}

bool is_part_test(const FieldTest& test) {
  return test.field.empty() || test.has(Modifier::kContains) || test.has(Modifier::kStartsWith) ||
         test.has(Modifier::kEndsWith);
}

bool is_in_place(const FieldTest& test, const std::string& text, const std::string& part) {
  if (test.field.empty() || test.has(Modifier::kContains)) return text.find(part) != text.npos;
  if (test.has(Modifier::kStartsWith)) return text.starts_with(part);
  if (test.has(Modifier::kEndsWith)) return text.ends_with(part);
  return text == part;
}

bool transformed_matches(const FieldTest& test, const std::string& wanted,
                         const std::string& text) {
  const bool cased = test.has(Modifier::kCased);
  const std::vector<std::string> parts = written_anew(test, wanted);
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return is_in_place(test, cased ? text : lowered(text), cased ? part : lowered(part));
  });
}

bool time_matches(const FieldTest& test, const Scalar& wanted, const Json& value) {
  const std::optional<double> part = time_part(test, value);
  if (!part) return false;
  return is_comparison(test) ? compares(test, *part, wanted.number) : *part == wanted.number;
}

bool text_matches(const FieldTest& test, const Scalar& wanted, const std::string& text) {
  if (test.has(Modifier::kRe)) return regex_found(test, wanted.text, text);
  if (is_transformed(test)) return transformed_matches(test, wanted.text, text);
  return takes(wildcard_text(test, wanted.text), text, test.has(Modifier::kCased));
}

}  // namespace

bool value_matches(const FieldTest& test, const Scalar& wanted, const Json& value) {
  if (value.is_null()) return wanted.type == Scalar::Type::kNull;
  if (wanted.type == Scalar::Type::kNull) return false;
  if (test.has(Modifier::kCidr)) return in_network(wanted.text, text_of(value));
  if (asks_time_part(test)) return time_matches(test, wanted, value);
  if (is_comparison(test)) {
    const std::optional<double> number = number_in(value);
    const double limit = wanted.type == Scalar::Type::kNumber
                             ? wanted.number
                             : std::strtod(wanted.text.c_str(), nullptr);
    return number && compares(test, *number, limit);
  }
  const bool typed = !is_part_test(test) && !is_transformed(test) && !test.has(Modifier::kRe);
  if (typed && wanted.type == Scalar::Type::kNumber) {
    if (const auto number = number_in(value)) return *number == wanted.number;
    return value.is_string() && value.get<std::string>() == wanted.text;
  }
  if (typed && wanted.reads_as_bool && !value.is_object() &&
      lowered(text_of(value)) == (wanted.boolean ? "true" : "false")) {
    return true;
  }
  if (typed && wanted.type == Scalar::Type::kBool) {
    return !value.is_object() && lowered(text_of(value)) == (wanted.boolean ? "true" : "false");
  }
  return text_matches(test, wanted, text_of(value)) ||
         (value.is_object() && text_matches(test, wanted, without_escapes(text_of(value))));
}

bool are_related(const FieldTest& test, const Json& value, const Json& other) {
  if (value.is_null() || other.is_null()) return false;
  const bool part = test.has(Modifier::kContains) || test.has(Modifier::kStartsWith) ||
                    test.has(Modifier::kEndsWith);
  const bool numbers = value.is_number() || other.is_number();
  if (!part && numbers && number_in(value) && number_in(value) == number_in(other)) return true;
  const bool cased = test.has(Modifier::kCased);
  return is_in_place(test, cased ? text_of(value) : lowered(text_of(value)),
                     cased ? text_of(other) : lowered(text_of(other)));
}

}  // namespace trailsift::detect::reference

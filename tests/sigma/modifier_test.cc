// SPDX-License-Identifier: Apache-2.0
#include "sigma/modifier.h"

#include <gtest/gtest.h>

namespace trailsift::sigma::modifier_test {
namespace {

// "field: modifier modifier", or "code@offset: message / hint".
std::string read(std::string_view key) {
  const FieldKey result = parse_field_key(key);
  if (result.problem) {
    return std::string(entry_of(result.problem->code).name) + '@' +
           std::to_string(result.problem->offset) + ": " + result.problem->message +
           (result.problem->hint.empty() ? "" : " / ") + result.problem->hint;
  }
  std::string text = result.field + ':';
  for (const Modifier modifier : result.modifiers) {
    text += ' ';
    text += modifier_table()[static_cast<std::size_t>(modifier)].name;
  }
  return text;
}

struct KeyCase {
  std::string_view key;
  std::string_view expected;
};

TEST(ParseFieldKey, TakesLegalCombinations) {
  const KeyCase cases[] = {
      {"eventName", "eventName:"},
      {"userIdentity.type|contains", "userIdentity.type: contains"},
      {"a|contains|all", "a: contains all"},
      {"a|all|startswith", "a: all startswith"},
      {"a|endswith|cased", "a: endswith cased"},
      {"a|exists", "a: exists"},
      {"a|neq", "a: neq"},
      {"a|contains|neq", "a: contains neq"},
      {"a|re", "a: re"},
      {"a|re|i|m|s", "a: re i m s"},
      {"a|re|i|all", "a: re i all"},
      {"a|re|ignorecase|multiline|dotall", "a: re i m s"},
      {"a|neq|re", "a: neq re"},
      {"a|cidr", "a: cidr"},
      {"a|cidr|neq", "a: cidr neq"},
      {"a|cidr|expand", "a: cidr expand"},
      {"a|expand|contains", "a: expand contains"},
      {"a|lt", "a: lt"},
      {"a|gte", "a: gte"},
      {"|all", ": all"},
      {"|re|i", ": re i"},
      {"|contains|all", ": contains all"},
      {"", ":"},
  };
  for (const KeyCase& one : cases) EXPECT_EQ(read(one.key), one.expected) << one.key;
}

TEST(ParseFieldKey, RefusesEverythingElse) {
  const std::string clash = "bad-modifier-combination@";
  const KeyCase cases[] = {
      {"a|contians",
       "unknown-modifier@2: there is no modifier 'contians' / Did you mean 'contains'?"},
      {"a|Contains",
       "unknown-modifier@2: there is no modifier 'Contains' / Did you mean 'contains'?"},
      {"a|contains|xyzzy", "unknown-modifier@11: there is no modifier 'xyzzy'"},
      {"a|", "unknown-modifier@2: a modifier is missing behind '|'"},
      {"a||all", "unknown-modifier@2: a modifier is missing behind '|'"},
      {"a| all", "unknown-modifier@2: there is no modifier ' all' / Did you mean 'all'?"},
      {"a|contains|startswith",
       "bad-modifier-combination@11: 'startswith' cannot be combined with 'contains'"},
      {"a|startswith|endswith",
       "bad-modifier-combination@13: 'endswith' cannot be combined with 'startswith'"},
      {"a|all|all", "bad-modifier-combination@6: 'all' is given twice"},
      {"a|i", "bad-modifier-combination@2: 'i' must stand behind 're'"},
      {"a|i|re", "bad-modifier-combination@2: 'i' must stand behind 're'"},
      {"a|re|cased", "bad-modifier-combination@5: 'cased' cannot be combined with 're'"},
      {"a|re|contains", "bad-modifier-combination@5: 'contains' cannot be combined with 're'"},
      {"a|exists|neq", "bad-modifier-combination@9: 'neq' cannot be combined with 'exists'"},
      {"a|all|exists", "bad-modifier-combination@6: 'exists' cannot be combined with 'all'"},
      {"a|gt|lt", "bad-modifier-combination@5: 'lt' cannot be combined with 'gt'"},
      {"a|gt|all", "bad-modifier-combination@5: 'all' cannot be combined with 'gt'"},
      {"a|cidr|contains", "bad-modifier-combination@7: 'contains' cannot be combined with 'cidr'"},
      {"|exists", "bad-modifier-combination@1: 'exists' needs a field"},
      {"|startswith", "bad-modifier-combination@1: 'startswith' needs a field"},
      {"|cidr", "bad-modifier-combination@1: 'cidr' needs a field"},
      {"|neq", "bad-modifier-combination@1: 'neq' needs a field"},
  };
  for (const KeyCase& one : cases) EXPECT_EQ(read(one.key), one.expected) << one.key;
}

TEST(ParseFieldKey, TakesEncodingsInTheirOrder) {
  const KeyCase cases[] = {
      {"a|base64", "a: base64"},
      {"a|base64offset|contains", "a: base64offset contains"},
      {"a|wide|base64offset|contains", "a: wide base64offset contains"},
      {"a|utf16le|base64", "a: utf16le base64"},
      {"a|utf16be", "a: utf16be"},
      {"a|utf16|base64|startswith|cased", "a: utf16 base64 startswith cased"},
      {"a|windash|contains|all", "a: windash contains all"},
      {"a|contains|all|windash", "a: contains all windash"},
      {"a|endswith|windash", "a: endswith windash"},
      {"a|windash|wide|base64offset|contains|neq", "a: windash wide base64offset contains neq"},
      {"a|expand|base64", "a: expand base64"},
      {"a|all|cased|base64|neq", "a: all cased base64 neq"},
      {"|base64offset", ": base64offset"},
      {"|windash|all", ": windash all"},
  };
  for (const KeyCase& one : cases) EXPECT_EQ(read(one.key), one.expected) << one.key;
}

TEST(ParseFieldKey, RefusesEncodingsOutOfOrder) {
  const KeyCase cases[] = {
      {"a|contains|base64", "bad-modifier-combination@11: 'base64' must stand before 'contains'"},
      {"a|base64|wide", "bad-modifier-combination@9: 'wide' must stand before 'base64'"},
      {"a|base64|expand", "bad-modifier-combination@9: 'expand' must stand before 'base64'"},
      {"a|base64|windash", "bad-modifier-combination@9: 'windash' must stand before 'base64'"},
      {"a|base64|base64offset",
       "bad-modifier-combination@9: 'base64offset' cannot be combined with 'base64'"},
      {"a|wide|utf16le", "bad-modifier-combination@7: 'utf16le' cannot be combined with 'wide'"},
      {"a|re|base64", "bad-modifier-combination@5: 'base64' cannot be combined with 're'"},
      {"a|cidr|windash", "bad-modifier-combination@7: 'windash' cannot be combined with 'cidr'"},
      {"a|exists|wide", "bad-modifier-combination@9: 'wide' cannot be combined with 'exists'"},
  };
  for (const KeyCase& one : cases) EXPECT_EQ(read(one.key), one.expected) << one.key;
}

TEST(ParseFieldKey, TakesPartsOfTimesAndReferences) {
  const KeyCase cases[] = {
      {"a|minute", "a: minute"},
      {"a|hour|gte", "a: hour gte"},
      {"a|lt|day", "a: lt day"},
      {"a|week|neq", "a: week neq"},
      {"a|month|lte", "a: month lte"},
      {"a|year|gt", "a: year gt"},
      {"a|fieldref", "a: fieldref"},
      {"a|fieldref|neq|cased", "a: fieldref neq cased"},
      {"a|fieldref|contains", "a: fieldref contains"},
      {"a|startswith|fieldref", "a: startswith fieldref"},
      {"a|fieldref|endswith|all", "a: fieldref endswith all"},
      // Not these.
      {"a|hour|day", "bad-modifier-combination@7: 'day' cannot be combined with 'hour'"},
      {"a|hour|contains", "bad-modifier-combination@7: 'contains' cannot be combined with 'hour'"},
      {"a|hour|all", "bad-modifier-combination@7: 'all' cannot be combined with 'hour'"},
      {"a|fieldref|re", "bad-modifier-combination@11: 're' cannot be combined with 'fieldref'"},
      {"a|fieldref|base64",
       "bad-modifier-combination@11: 'base64' cannot be combined with 'fieldref'"},
      {"a|fieldref|gt", "bad-modifier-combination@11: 'gt' cannot be combined with 'fieldref'"},
      {"a|fieldref|expand",
       "bad-modifier-combination@11: 'expand' cannot be combined with 'fieldref'"},
      {"|hour", "bad-modifier-combination@1: 'hour' needs a field"},
      {"|fieldref", "bad-modifier-combination@1: 'fieldref' needs a field"},
  };
  for (const KeyCase& one : cases) EXPECT_EQ(read(one.key), one.expected) << one.key;
}

TEST(ModifierTable, IsSymmetric) {
  for (const ModifierInfo& left : modifier_table()) {
    for (const ModifierInfo& right : modifier_table()) {
      const bool forth = (left.companions >> static_cast<unsigned>(right.modifier) & 1U) != 0;
      const bool back = (right.companions >> static_cast<unsigned>(left.modifier) & 1U) != 0;
      EXPECT_EQ(forth, back) << left.name << ' ' << right.name;
    }
  }
}

TEST(AcceptType, IsWhatAllModifiersAccept) {
  using Type = Scalar::Type;
  struct Case {
    std::vector<Modifier> modifiers;
    std::vector<Type> types;
    std::string words;
  };
  const Case cases[] = {
      {{Modifier::kExists}, {Type::kBool}, "true or false"},
      {{Modifier::kContains}, {Type::kNumber, Type::kString}, "strings or numbers"},
      {{Modifier::kAll, Modifier::kRe}, {Type::kString}, "strings"},
      {{Modifier::kNeq, Modifier::kCidr}, {Type::kString}, "strings"},
      {{Modifier::kGte}, {Type::kNumber}, "numbers"},
      {{Modifier::kHour, Modifier::kNeq}, {Type::kNumber}, "numbers"},
      {{Modifier::kFieldRef, Modifier::kContains}, {Type::kString}, "strings"},
      {{Modifier::kWide, Modifier::kBase64}, {Type::kNumber, Type::kString}, "strings or numbers"},
  };
  for (const Case& one : cases) {
    for (const Type type : {Type::kNull, Type::kBool, Type::kNumber, Type::kString}) {
      const bool listed = std::find(one.types.begin(), one.types.end(), type) != one.types.end();
      EXPECT_EQ(accept_type(one.modifiers, type), listed) << one.words;
    }
    EXPECT_EQ(accepted_types(one.modifiers), one.words);
  }
  for (const Type type : {Type::kNull, Type::kBool, Type::kNumber, Type::kString}) {
    EXPECT_TRUE(accept_type({}, type));
  }
}

}  // namespace
}  // namespace trailsift::sigma::modifier_test

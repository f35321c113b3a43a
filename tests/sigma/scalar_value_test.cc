// SPDX-License-Identifier: Apache-2.0
#include "sigma/scalar_value.h"

#include <gtest/gtest.h>

namespace trailsift::sigma {
namespace {

// "number 12", "string '12'" of the one value in a YAML text.
std::string read(const std::string& yaml) {
  const YamlText text = read_yaml(yaml);
  const Scalar scalar = read_scalar(*text.documents.front().root);
  switch (scalar.type) {
    case Scalar::Type::kNull:
      return "null";
    case Scalar::Type::kBool:
      return scalar.boolean ? "true" : "false";
    case Scalar::Type::kNumber:
      return "number " + scalar.text + " = " + std::to_string(scalar.number);
    case Scalar::Type::kString:
      return "string '" + scalar.text + "'";
  }
  return {};
}

TEST(ReadScalar, TypesWhatIsNotQuoted) {
  struct Case {
    std::string yaml;
    std::string scalar;
  };
  const Case cases[] = {
      {"null", "null"},
      {"~", "null"},
      {"--- ", "null"},
      {"Null", "null"},
      {"true", "true"},
      {"True", "true"},
      {"FALSE", "false"},
      {"tRUE", "string 'tRUE'"},
      {"yes", "string 'yes'"},
      {"off", "string 'off'"},
      {"12", "number 12 = 12.000000"},
      {"-3.50", "number -3.50 = -3.500000"},
      {"1e3", "number 1e3 = 1000.000000"},
      {"111122223333", "number 111122223333 = 111122223333.000000"},
      {"012345678901", "string '012345678901'"},
      {"+15550100", "string '+15550100'"},
      {"0x17", "number 0x17 = 23.000000"},
      {"0xfF", "number 0xfF = 255.000000"},
      {"0o27", "number 0o27 = 23.000000"},
      {"0x20000000000000", "number 0x20000000000000 = 9007199254740992.000000"},
      {"0x20000000000001", "string '0x20000000000001'"},
      {"0xda39a3ee5e6b4b0d3255bfef95601890afd80709",
       "string '0xda39a3ee5e6b4b0d3255bfef95601890afd80709'"},
      {"0x", "string '0x'"},
      {"0x-1", "string '0x-1'"},
      {"-0x17", "string '-0x17'"},
      {"0X17", "string '0X17'"},
      {"0xg", "string '0xg'"},
      {"0o28", "string '0o28'"},
      {"0b11", "string '0b11'"},
      {"1_000", "string '1_000'"},
      {".5", "string '.5'"},
      {"1e999", "string '1e999'"},
      {".inf", "string '.inf'"},
      {"2023-07-10", "string '2023-07-10'"},
      {"10.0.0.0/8", "string '10.0.0.0/8'"},
      {"plain text", "string 'plain text'"},
  };
  for (const Case& one : cases) EXPECT_EQ(read(one.yaml), one.scalar) << one.yaml;
}

TEST(ReadScalar, MarksTheWordsForBooleans) {
  for (const std::string text : {"yes", "No", "ON", "off"}) {
    const YamlText plain = read_yaml(text);
    EXPECT_TRUE(read_scalar(*plain.documents.front().root).reads_as_bool) << text;
    const YamlText quoted = read_yaml("'" + text + "'");
    EXPECT_FALSE(read_scalar(*quoted.documents.front().root).reads_as_bool) << text;
  }
  const YamlText other = read_yaml("yEs");
  EXPECT_FALSE(read_scalar(*other.documents.front().root).reads_as_bool);
}

TEST(ReadScalar, TakesQuotedValuesAsStrings) {
  for (const std::string text : {"null", "~", "true", "12", ""}) {
    EXPECT_EQ(read("'" + text + "'"), "string '" + text + "'");
    EXPECT_EQ(read("\"" + text + "\""), "string '" + text + "'");
    EXPECT_EQ(read("!!str " + text + "\n..."), "string '" + text + "'");
  }
  EXPECT_EQ(read("|-\n  12\n"), "string '12'");
}

}  // namespace
}  // namespace trailsift::sigma

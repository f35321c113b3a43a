// SPDX-License-Identifier: Apache-2.0
#include "model/embedded_json.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::model {
namespace {

TEST(EmbeddedJson, ReadsDocumentsAndNothingElse) {
  struct Case {
    const char* text;
    const char* json;
  };
  const Case cases[] = {
      {R"({"a":1})", R"({"a":1})"},
      {" [1, 2]\n", "[1, 2]"},
      {"{}", "{}"},
      {"%7B%22a%22%3A%20%22x%25y%22%7D", R"({"a": "x%y"})"},
      {"%7b%22a%22%3a1%7d", R"({"a":1})"},
      {"%5B1%5D", "[1]"},
      // A plus is a plus: these are paths and not forms.
      {"%7B%22a%22:%22x+y%22%7D", R"({"a":"x+y"})"},
      // A percent sign that escapes nothing is itself.
      {"%7B%22a%22:%22100%\"%7D", R"({"a":"100%"})"},
      {"", ""},
      {"  ", ""},
      {"text", ""},
      {"1", ""},
      {"\"{}\"", ""},
      {R"({"a":1)", ""},
      {"{}{}", ""},
      {"[1] x", ""},
      {"%7B", ""},
      {"%7", ""},
      {"%", ""},
      {"%41%7B%7D", ""},
  };
  for (const Case& one : cases) {
    Arena arena;
    EXPECT_EQ(read_embedded_json(one.text, arena).text(), one.json) << one.text;
  }
}

}  // namespace
}  // namespace trailsift::model

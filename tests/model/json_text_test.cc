// SPDX-License-Identifier: Apache-2.0
#include "model/json_text.h"

#include <gtest/gtest.h>

namespace trailsift::model {
namespace {

using namespace std::string_view_literals;

TEST(JsonText, ResolvesEscapes) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},
      {"plain", "plain"},
      {R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t"},
      {R"(\u0041\u00e9\u20AC)", "A\xC3\xA9\xE2\x82\xAC"},
      {R"(\u0000x)", "\0x"sv},
      {R"(\ud83d\ude00)", "\xF0\x9F\x98\x80"},
      {R"(\uD83D\uDE00)", "\xF0\x9F\x98\x80"},
      // Surrogates that do not pair.
      {R"(\ud83d)", "\xEF\xBF\xBD"},
      {R"(\ude00)", "\xEF\xBF\xBD"},
      {R"(\ud83dx)", "\xEF\xBF\xBDx"},
      {R"(\ud83d\u0041)",
       "\xEF\xBF\xBD"
       "A"},
      {R"(\ud83d\ud83d\ude00)", "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
      // What JSON does not know stays.
      {R"(\x41)", R"(\x41)"},
      {R"(\u12)", R"(\u12)"},
      {R"(\u12G4)", R"(\u12G4)"},
      {"end\\", "end\\"},
      {"\xFF\xC3(\\n", "\xFF\xC3(\n"},
  };
  for (const auto& [text, plain] : cases) {
    Arena arena;
    EXPECT_EQ(unescape(text, arena), plain) << text;
  }
}

TEST(JsonText, GivesTheTextItselfWhenThereIsNothingToResolve) {
  Arena arena;
  const std::string_view text = "plain";
  EXPECT_EQ(unescape(text, arena).data(), text.data());
}

}  // namespace
}  // namespace trailsift::model

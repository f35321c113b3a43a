// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/record_text.h"

#include <gtest/gtest.h>

#include <string>

#include "trailsift/model/event_parser.h"

namespace trailsift {
namespace {

TEST(ReadableText, ResolvesEscapesAndLeavesTheRest) {
  Arena arena;
  const std::string_view plain = R"({"a":"b"})";
  EXPECT_EQ(readable_text(plain, arena).data(), plain.data());
  EXPECT_EQ(readable_text(R"({"a":"{\"Effect\":\"\u0041llow\"}","b":"C:\\dir"})", arena),
            R"({"a":"{"Effect":"Allow"}","b":"C:\dir"})");
}

TEST(PackedText, HasNoWhiteSpaceOutsideStrings) {
  Arena arena;
  const struct {
    std::string_view spaced;
    std::string_view packed;
  } cases[] = {
      {"{ \"a\" : [ 1 ,\t2 ],\r\n\"b c\": \" d \" }", R"({"a":[1,2],"b c":" d "})"},
      {R"({"a" : "\" b", "c\\" : "d e"})", R"({"a":"\" b","c\\":"d e"})"},
      {"{}", "{}"},
      {"", ""},
  };
  for (const auto& [spaced, packed] : cases) {
    const std::string_view text = packed_text(spaced, arena);
    EXPECT_EQ(text, packed);
    EXPECT_EQ(std::string(text.data() + text.size(), kJsonPadding), std::string(kJsonPadding, 0));
  }
}

}  // namespace
}  // namespace trailsift

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/json_string.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

using namespace std::string_view_literals;

TEST(AppendJsonString, EscapesWhatMustBe) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", R"("")"},
      {"plain", R"("plain")"},
      {R"(C:\"x")", R"("C:\\\"x\"")"},
      {"a\0b\n\x1f"sv, R"("a\u0000b\u000a\u001f")"},
      {" /\x7F", "\" /\x7F\""},
      {"\xC3\xA4\xFF", "\"\xC3\xA4\xFF\""},
  };
  for (const auto& [text, json] : cases) {
    std::string appended = "[";
    append_json_string(appended, text);
    EXPECT_EQ(appended, "[" + std::string(json));
  }
}

}  // namespace
}  // namespace trailsift

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/record_text.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

TEST(ReadableText, ResolvesEscapesAndLeavesTheRest) {
  Arena arena;
  const std::string_view plain = R"({"a":"b"})";
  EXPECT_EQ(readable_text(plain, arena).data(), plain.data());
  EXPECT_EQ(readable_text(R"({"a":"{\"Effect\":\"\u0041llow\"}","b":"C:\\dir"})", arena),
            R"({"a":"{"Effect":"Allow"}","b":"C:\dir"})");
}

}  // namespace
}  // namespace trailsift

// SPDX-License-Identifier: Apache-2.0
#include "io/text_stream.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/gzip_maker.h"
#include "tests/support/temp_folder.h"

namespace trailsift::io::text_stream_test {
namespace {

using namespace std::string_view_literals;
using testing::TempFolder;

struct TextCase {
  const char* name;
  std::string_view file;
  std::string_view text;
};

std::string read_text(const std::string& path, bool is_gzip, std::size_t room) {
  RawFile raw(1000);
  TextStream stream;
  EXPECT_EQ(raw.open(path), 0);
  stream.start(raw, is_gzip, 1000);
  std::string text;
  char out[64];
  while (!stream.ended()) text.append(out, stream.read(out, room));
  EXPECT_EQ(stream.status(), DecodeStatus::kOk);
  EXPECT_EQ(stream.read(out, room), 0U);
  return text;
}

TEST(TextStream, GivesUtf8WithoutAMark) {
  const TextCase cases[] = {
      {"empty", "", ""},
      {"one byte", "{", "{"},
      {"plain", "{\"Records\":[]}", "{\"Records\":[]}"},
      {"mark alone", "\xEF\xBB\xBF", ""},
      {"mark", "\xEF\xBB\xBF{}", "{}"},
      {"half a mark", "\xEF\xBB", "\xEF\xBB"},
      {"second mark stays", "\xEF\xBB\xBF\xEF\xBB\xBF{}", "\xEF\xBB\xBF{}"},
      {"little with mark", "\xFF\xFE{\0\xAC\x20}\0"sv, "{\xE2\x82\xAC}"},
      {"little without", "[\0]\0"sv, "[]"},
      {"big with mark", "\xFE\xFF\0{\x20\xAC\0}"sv, "{\xE2\x82\xAC}"},
      {"big without", "\0[\0]"sv, "[]"},
      {"little mark alone", "\xFF\xFE"sv, ""},
      {"half a unit", "{\0}"sv, "{\xEF\xBF\xBD"},
  };
  const TempFolder folder;
  for (const TextCase& one : cases) {
    const std::string plain = folder.write("plain", one.file);
    const std::string packed = folder.write("packed", testing::gzip(one.file));
    for (const std::size_t room : {6UL, 7UL, 64UL}) {
      EXPECT_EQ(read_text(plain, false, room), one.text) << one.name;
      EXPECT_EQ(read_text(packed, true, room), one.text) << one.name << ", gzip";
    }
  }
}

TEST(TextStream, WritesNoUtf16IntoTooLittleRoom) {
  const TempFolder folder;
  RawFile raw(1000);
  TextStream stream;
  ASSERT_EQ(raw.open(folder.write("file", "{\0}\0"sv)), 0);
  stream.start(raw, false, 1000);
  char out[Utf16Text::kSmallestRoom];
  EXPECT_EQ(stream.read(out, Utf16Text::kSmallestRoom - 1), 0U);
  EXPECT_FALSE(stream.ended());
  EXPECT_EQ(stream.read(out, sizeof out), 1U);
}

}  // namespace
}  // namespace trailsift::io::text_stream_test

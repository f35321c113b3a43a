// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/text_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temp_folder.h"

namespace trailsift::io {
namespace {

using testing::TempFolder;

std::string code_of(const Result<std::string>& result) {
  return result ? "ok" : result.error().code;
}

TEST(ReadTextFile, ReadsAllBytesUpToTheLimit) {
  const TempFolder folder;
  const std::string text = std::string(40000, 'a') + std::string("\0\r\n", 3);
  const auto read = read_text_file(folder.write("rule.yml", text), text.size());
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value(), text);
  EXPECT_EQ(read_text_file(folder.write("empty.yml", ""), 10).value(), "");
}

TEST(ReadTextFile, RefusesMoreThanTheLimit) {
  const TempFolder folder;
  EXPECT_EQ(code_of(read_text_file(folder.write("rule.yml", "12345"), 4)), "file-too-large");
}

TEST(ReadTextFile, RefusesWhatIsNotARegularFile) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo(folder.file("fifo").c_str(), 0600), 0);
  EXPECT_EQ(code_of(read_text_file(folder.file("missing"), 10)), "cannot-read");
  EXPECT_EQ(code_of(read_text_file(folder.path().string(), 10)), "cannot-read");
  EXPECT_EQ(code_of(read_text_file(folder.file("fifo"), 10)), "cannot-read");
  EXPECT_EQ(read_text_file(folder.file("missing"), 10).error().location.file,
            folder.file("missing"));
}

}  // namespace
}  // namespace trailsift::io

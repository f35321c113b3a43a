// SPDX-License-Identifier: Apache-2.0
#include "io/file_descriptor.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "tests/support/temp_folder.h"

namespace trailsift::io {
namespace {

using testing::TempFolder;

bool is_open(int number) { return fcntl(number, F_GETFD) >= 0; }

TEST(FileDescriptor, ClosesWhatItOwnsAndNothingElse) {
  const TempFolder folder;
  const std::string path = folder.write("file", "abc");
  int number = -1;
  {
    const FileDescriptor file = open_for_reading(path.c_str());
    ASSERT_TRUE(file.is_open());
    number = file.number();
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
  FileDescriptor file = open_for_reading(path.c_str());
  const int kept = file.release();
  file.close();
  EXPECT_TRUE(is_open(kept));
  { const FileDescriptor borrowed = FileDescriptor::borrow(kept); }
  EXPECT_TRUE(is_open(kept));
  ::close(kept);
}

TEST(FileDescriptor, MovesItsFileOn) {
  const TempFolder folder;
  const std::string path = folder.write("file", "abc");
  FileDescriptor first = open_for_reading(path.c_str());
  FileDescriptor second = open_for_reading(path.c_str());
  const int replaced = second.number();
  second = std::move(first);
  EXPECT_FALSE(is_open(replaced));
  EXPECT_TRUE(is_open(second.number()));
}

TEST(FileDescriptor, ReadsAndTellsErrors) {
  const TempFolder folder;
  FileDescriptor file = open_for_reading(folder.write("file", "abc").c_str());
  char bytes[8];
  EXPECT_EQ(file.read(bytes, sizeof bytes), 3);
  EXPECT_EQ(file.read(bytes, sizeof bytes), 0);
  FileDescriptor directory = open_for_reading(folder.path().c_str());
  EXPECT_EQ(directory.read(bytes, sizeof bytes), -1);
  EXPECT_EQ(errno, EISDIR);
  EXPECT_FALSE(open_for_reading(folder.file("missing").c_str()).is_open());
  EXPECT_EQ(errno, ENOENT);
}

TEST(NamesOpenFile, KnowsTheNamesShellsMake) {
  for (const char* name : {"/dev/stdin", "/dev/fd/63", "/proc/self/fd/3"}) {
    EXPECT_TRUE(names_open_file(name)) << name;
  }
  for (const char* name : {"", "-", "/dev/null", "dev/fd/63", "/tmp/dev/fd/63"}) {
    EXPECT_FALSE(names_open_file(name)) << name;
  }
}

}  // namespace
}  // namespace trailsift::io

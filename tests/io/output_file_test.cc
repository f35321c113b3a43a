// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/output_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "tests/support/temp_folder.h"

namespace trailsift::io {
namespace {

using testing::read_file;
using testing::TempFolder;

std::string error_of(const std::string& path) {
  const auto file = OutputFile::prepare(path);
  return file ? "" : file.error().code;
}

TEST(OutputFile, PrepareLeavesNothingBehind) {
  const TempFolder folder;
  EXPECT_TRUE(OutputFile::prepare(folder.file("report.json")));
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(OutputFile, RefusesWhatCannotBeWrittenBeforeAnyWork) {
  const TempFolder folder;
  EXPECT_EQ(error_of(""), "cannot-write");
  EXPECT_EQ(error_of(folder.path().string()), "cannot-write") << "a folder";
  EXPECT_EQ(error_of(folder.file("new/")), "cannot-write") << "a name that ends like a folder";
  EXPECT_EQ(error_of(folder.file("missing/report.json")), "cannot-write") << "no such folder";
  EXPECT_EQ(error_of("/proc/trailsift-report"), "cannot-write") << "a place that takes no files";
}

TEST(OutputFile, WritesANewFileAndReplacesAnOldOne) {
  const TempFolder folder;
  const std::string path = folder.file("report.json");
  const auto file = OutputFile::prepare(path);
  ASSERT_TRUE(file);
  EXPECT_FALSE(file.value().write("first, and longer"));
  EXPECT_EQ(read_file(path), "first, and longer");
  EXPECT_FALSE(file.value().write("second"));
  EXPECT_EQ(read_file(path), "second");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(OutputFile, KeepsTheModeOfTheFileItReplaces) {
  const TempFolder folder;
  const std::string path = folder.write("report.json", "old");
  ASSERT_EQ(::chmod(path.c_str(), 0640), 0);
  const auto file = OutputFile::prepare(path);
  ASSERT_TRUE(file);
  EXPECT_FALSE(file.value().write("new"));
  struct stat after {};
  ASSERT_EQ(::stat(path.c_str(), &after), 0);
  EXPECT_EQ(after.st_mode & 07777U, 0640U);
}

TEST(OutputFile, ReplacesTheFileAtTheEndOfALink) {
  const TempFolder folder;
  const std::string target = folder.write("real.json", "old");
  std::filesystem::create_symlink("real.json", folder.file("link.json"));
  const auto file = OutputFile::prepare(folder.file("link.json"));
  ASSERT_TRUE(file);
  EXPECT_FALSE(file.value().write("new"));
  EXPECT_EQ(read_file(target), "new");
  EXPECT_TRUE(std::filesystem::is_symlink(folder.file("link.json")));
}

TEST(OutputFile, WritesToADeviceWithoutReplacingIt) {
  const auto file = OutputFile::prepare("/dev/null");
  ASSERT_TRUE(file);
  EXPECT_FALSE(file.value().write("gone"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

TEST(OutputFile, ReportsAFullDiskByName) {
  const auto file = OutputFile::prepare("/dev/full");
  ASSERT_TRUE(file);
  const auto error = file.value().write("too much");
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, "cannot-write");
  EXPECT_NE(error->message.find("/dev/full"), std::string::npos) << error->message;
}

TEST(OutputFile, LeavesTheOldFileWhenTheNewOneCannotBeMade) {
  const TempFolder folder;
  std::filesystem::create_directory(folder.file("sub"));
  const std::string path = folder.write("sub/report.json", "old");
  const auto file = OutputFile::prepare(path);
  ASSERT_TRUE(file);
  std::filesystem::rename(folder.file("sub"), folder.file("moved"));
  const auto error = file.value().write("new");
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, "cannot-write");
  EXPECT_EQ(read_file(folder.file("moved/report.json")), "old");
}

TEST(WriteFully, GoesOnAfterPartialWrites) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const std::string text(1U << 20, 'x');  // far more than a pipe holds
  std::string read_back;
  std::thread reader([&] {
    std::string piece(1000, '\0');
    for (ssize_t got = 1; got > 0; read_back.append(piece.data(), static_cast<std::size_t>(got))) {
      got = ::read(ends[0], piece.data(), piece.size());
    }
  });
  EXPECT_FALSE(write_fully(ends[1], text, "a pipe"));
  ::close(ends[1]);
  reader.join();
  ::close(ends[0]);
  EXPECT_EQ(read_back, text);
}

TEST(WriteFully, TellsAClosedPipeFromAnError) {
  ::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  const auto closed = write_fully(ends[1], "text", "standard output");
  ::close(ends[1]);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "closed-pipe");

  const int full = ::open("/dev/full", O_WRONLY);
  const auto error = write_fully(full, "text", "standard output");
  ::close(full);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, "cannot-write");
}

}  // namespace
}  // namespace trailsift::io

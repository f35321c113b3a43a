// SPDX-License-Identifier: Apache-2.0
#include "io/raw_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <string>
#include <thread>

#include "tests/support/temp_folder.h"

namespace trailsift::io {
namespace {

using testing::TempFolder;

constexpr std::size_t kWhole = 1000;

std::string read_all(RawFile& raw) {
  std::string text;
  while (raw.refill()) {
    text += raw.buffered();
    raw.take(raw.buffered().size());
  }
  return text;
}

TEST(RawFile, ReadsAFileWholeUpToTheLimit) {
  const TempFolder folder;
  RawFile raw(kWhole);
  for (const std::size_t size : {0UL, 1UL, 999UL, 1000UL}) {
    const std::string text(size, 'a');
    ASSERT_EQ(raw.open(folder.write("file", text)), 0);
    EXPECT_TRUE(raw.is_complete()) << size;
    EXPECT_EQ(raw.buffered(), text);
    EXPECT_EQ(raw.bytes_read(), size);
  }
  ASSERT_EQ(raw.open(folder.write("file", std::string(kWhole + 1, 'a'))), 0);
  EXPECT_EQ(read_all(raw).size(), kWhole + 1);
}

TEST(RawFile, ReadsLargerFilesInSteps) {
  const TempFolder folder;
  std::string text;
  for (int i = 0; i < 200000; ++i) text += std::to_string(i);
  const std::string path = folder.write("file", text);
  RawFile raw(kWhole);
  ASSERT_EQ(raw.open(path), 0);
  EXPECT_FALSE(raw.is_complete());
  EXPECT_EQ(read_all(raw), text);
  EXPECT_EQ(raw.bytes_read(), text.size());
  EXPECT_EQ(raw.error(), 0);

  ASSERT_EQ(raw.open(path), 0);
  std::string moved(text.size() + 1, '\0');
  std::size_t size = 0;
  while (const std::size_t count = raw.read(moved.data() + size, 70001)) {
    size += count;
    if (moved.size() - size < 70001) moved.resize(size + 70001);
  }
  moved.resize(size);
  EXPECT_EQ(moved, text);
}

TEST(RawFile, ReadsFilesThatStateNoSize) {
  RawFile raw(1U << 20);
  ASSERT_EQ(raw.open("/proc/self/status"), 0);
  EXPECT_TRUE(raw.is_complete());
  EXPECT_TRUE(raw.buffered().starts_with("Name:"));
}

TEST(RawFile, RefusesWhatIsNotAFile) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo(folder.file("fifo").c_str(), 0600), 0);
  RawFile raw(kWhole);
  EXPECT_EQ(raw.open(folder.file("fifo")), ENOTSUP);
  EXPECT_EQ(raw.open("/dev/null"), ENOTSUP);
  EXPECT_EQ(raw.open(folder.path().string()), EISDIR);
  EXPECT_EQ(raw.open(folder.file("missing")), ENOENT);
  EXPECT_EQ(raw.open(""), ENOENT);
  EXPECT_FALSE(raw.was_opened());
  EXPECT_TRUE(raw.buffered().empty());
  EXPECT_FALSE(raw.refill());
}

// Reading this process's memory at address 0 is an I/O error on every Linux.
TEST(RawFile, TellsReadErrors) {
  RawFile raw(kWhole);
  EXPECT_EQ(raw.open("/proc/self/mem"), EIO);
  EXPECT_TRUE(raw.was_opened());
  EXPECT_FALSE(raw.is_complete());
}

TEST(RawFile, ReadsPipesItIsHanded) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  std::thread writer([&] {
    for (int i = 0; i < 5; ++i) {
      ASSERT_EQ(write(ends[1], "a", 1), 1);
      std::this_thread::yield();
    }
    close(ends[1]);
  });
  RawFile raw(kWhole);
  ASSERT_EQ(raw.open("/dev/fd/" + std::to_string(ends[0])), 0);
  EXPECT_GE(raw.buffered().size(), 4U);
  EXPECT_EQ(read_all(raw), "aaaaa");
  writer.join();
  close(ends[0]);
}

TEST(RawFile, WaitsForASilentPipeUntilItIsStopped) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::atomic<bool> stop = true;
  RawFile raw(kWhole);
  EXPECT_EQ(raw.open("/dev/fd/" + std::to_string(ends[0]), &stop), ECANCELED);
  EXPECT_TRUE(raw.was_stopped());
  EXPECT_FALSE(raw.is_complete());
  const TempFolder folder;
  EXPECT_EQ(raw.open(folder.write("file", "text"), &stop), 0) << "a file keeps nobody waiting";
  EXPECT_FALSE(raw.was_stopped());
  EXPECT_EQ(raw.buffered(), "text");
  close(ends[0]);
  close(ends[1]);
}

TEST(RawFile, AFileThatShrinksIsReadAsFarAsItGoes) {
  const TempFolder folder;
  const std::string path = folder.write("file", std::string(600 * 1024, 'a'));
  RawFile raw(kWhole);
  ASSERT_EQ(raw.open(path), 0);
  std::filesystem::resize_file(path, 300 * 1024);
  EXPECT_EQ(read_all(raw).size(), 300U * 1024);
  EXPECT_EQ(raw.error(), 0);
}

TEST(RawFile, GivesItsBufferAwayAndGoesOnWithTheOther) {
  const TempFolder folder;
  RawFile raw(kWhole);
  PaddedBuffer other(16);
  ASSERT_EQ(raw.open(folder.write("one", "first")), 0);
  raw.give_buffer_to(other);
  EXPECT_EQ(std::string_view(other.data(), 5), "first");
  EXPECT_TRUE(raw.buffered().empty());
  ASSERT_EQ(raw.open(folder.write("two", std::string(kWhole, 'b'))), 0);
  EXPECT_EQ(raw.buffered(), std::string(kWhole, 'b'));
  EXPECT_EQ(std::string_view(other.data(), 5), "first");
}

}  // namespace
}  // namespace trailsift::io

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/decoder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <thread>

#include "tests/support/decoded_file.h"
#include "tests/support/gzip_maker.h"
#include "tests/support/temp_folder.h"

namespace trailsift::io {
namespace {

using namespace std::string_view_literals;
using testing::decode;
using testing::DecodedFile;
using testing::gzip;
using testing::streaming_limits;
using testing::TempFolder;

std::string utf16(std::string_view ascii) {
  std::string little;
  for (const char c : ascii) {
    little += c;
    little += '\0';
  }
  return little;
}

struct ContentCase {
  const char* name;
  std::string file;
  std::string text;
  DecodeStatus status;
};

TEST(Decoder, GivesTheSameTextWholeAndStreamed) {
  std::string lines;
  for (int i = 0; i < 2000; ++i) lines += "{\"line\":" + std::to_string(i) + "}\n";
  const std::string packed = gzip(lines);
  const ContentCase cases[] = {
      {"empty file", "", "", DecodeStatus::kOk},
      {"one byte", "{", "{", DecodeStatus::kOk},
      {"plain", lines, lines, DecodeStatus::kOk},
      {"gzip", packed, lines, DecodeStatus::kOk},
      {"gzip of nothing", gzip(""), "", DecodeStatus::kOk},
      {"gzip of a gzip is inflated once", gzip(packed), packed, DecodeStatus::kOk},
      {"members", packed + gzip("") + packed, lines + lines, DecodeStatus::kOk},
      {"zero padding", packed + std::string(10240, '\0'), lines, DecodeStatus::kOk},
      {"trailing garbage", packed + "garbage", lines, DecodeStatus::kTrailingGarbage},
      {"mark", "\xEF\xBB\xBF" + lines, lines, DecodeStatus::kOk},
      {"mark in gzip", gzip("\xEF\xBB\xBF" + lines), lines, DecodeStatus::kOk},
      {"utf-16", utf16(lines), lines, DecodeStatus::kOk},
      {"utf-16 with mark", "\xFF\xFE" + utf16(lines), lines, DecodeStatus::kOk},
      {"utf-16 in gzip", gzip(utf16(lines)), lines, DecodeStatus::kOk},
      {"lone gzip byte", "\x1f", "", DecodeStatus::kTruncatedGzip},
      {"gzip byte in plain", "\x1f{}", "\x1f{}", DecodeStatus::kOk},
      {"zeros", std::string(5000, '\0'), std::string(5000, '\0'), DecodeStatus::kOk},
  };
  const TempFolder folder;
  Decoder reused;
  for (const ContentCase& one : cases) {
    const std::string path = folder.write("file", one.file);
    const DecodedFile whole = decode(reused, path);
    EXPECT_EQ(whole.text, one.text) << one.name;
    EXPECT_EQ(whole.status, one.status) << one.name;
    EXPECT_EQ(whole.error_text.empty(), one.status == DecodeStatus::kOk) << one.name;
    EXPECT_EQ(whole.windows, 1U) << one.name;
    EXPECT_EQ(whole.bytes_decoded, one.text.size()) << one.name;
    EXPECT_EQ(whole.bytes_read, one.file.size()) << one.name;
    for (const std::size_t chunk : {16UL, 17UL, 1021UL, 1UL << 20}) {
      const DecodedFile streamed = decode(path, streaming_limits(chunk));
      EXPECT_EQ(streamed.text, one.text) << one.name << ' ' << chunk;
      EXPECT_EQ(streamed.status, one.status) << one.name << ' ' << chunk;
      EXPECT_EQ(streamed.error_text, whole.error_text) << one.name << ' ' << chunk;
      EXPECT_EQ(streamed.was_gzip, whole.was_gzip) << one.name << ' ' << chunk;
    }
  }
}

TEST(Decoder, TellsGzipByContent) {
  const TempFolder folder;
  EXPECT_TRUE(decode(folder.write("a.json", gzip("{}"))).was_gzip);
  EXPECT_FALSE(decode(folder.write("b.json.gz", "{}")).was_gzip);
}

TEST(Decoder, CountsOneFileAtATime) {
  const TempFolder folder;
  Decoder decoder;
  const std::string path = folder.write("a", gzip("{} {}"));
  for (int i = 0; i < 2; ++i) {
    const DecodedFile decoded = decode(decoder, path);
    EXPECT_EQ(decoded.bytes_decoded, 5U);
    EXPECT_EQ(decoded.bytes_read, gzip("{} {}").size());
  }
}

struct ErrorCase {
  const char* name;
  std::string path;
  DecodeStatus status;
  const char* error_text;
};

TEST(Decoder, TellsWhatCannotBeRead) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo(folder.file("fifo").c_str(), 0600), 0);
  const ErrorCase cases[] = {
      {"missing", folder.file("missing"), DecodeStatus::kCannotOpen, "No such file or directory"},
      {"folder", folder.path().string(), DecodeStatus::kCannotOpen, "Is a directory"},
      {"fifo", folder.file("fifo"), DecodeStatus::kCannotOpen, "Operation not supported"},
      {"input/output error", "/proc/self/mem", DecodeStatus::kReadError, "Input/output error"},
  };
  Decoder decoder;
  for (const ErrorCase& one : cases) {
    InputFile file;
    file.path = one.path;
    EXPECT_EQ(decoder.open(file), one.status) << one.name;
    const Window window = decoder.next(0);
    EXPECT_TRUE(window.last && window.bytes.empty()) << one.name;
    EXPECT_EQ(decoder.status(), one.status) << one.name;
    EXPECT_EQ(decoder.error_text(), one.error_text) << one.name;
    EXPECT_EQ(decoder.bytes_decoded(), 0U) << one.name;
  }
  EXPECT_EQ(decode(decoder, folder.write("sound", "{}")).text, "{}");
}

// A file that only root may read, seen by somebody else.
TEST(Decoder, TellsWhatMayNotBeRead) {
  const TempFolder folder;
  InputFile file;
  file.path = folder.write("closed", "{}");
  std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
  std::filesystem::permissions(file.path, std::filesystem::perms::none);
  constexpr uid_t kNobody = 65534;
  const uid_t self = geteuid();
  ASSERT_EQ(seteuid(self == 0 ? kNobody : self), 0);
  Decoder decoder;
  const DecodeStatus status = decoder.open(file);
  ASSERT_EQ(seteuid(self), 0);
  EXPECT_EQ(status, DecodeStatus::kPermissionDenied);
  EXPECT_EQ(decoder.error_text(), "Permission denied");
}

TEST(Decoder, IsEmptyBeforeTheFirstFile) {
  Decoder decoder;
  const Window window = decoder.next(0);
  EXPECT_TRUE(window.last && window.bytes.empty());
  EXPECT_FALSE(decoder.skip_to_next_line());
}

// Standard input is exchanged for a pipe while a test needs one.
class StandardInput {
 public:
  explicit StandardInput(std::string text) : saved_(dup(STDIN_FILENO)) {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    writer_ = std::thread([end = ends[1], text = std::move(text)] {
      for (std::size_t at = 0; at < text.size();) {
        const auto count =
            write(end, text.data() + at, std::min<std::size_t>(7777, text.size() - at));
        if (count <= 0) break;
        at += static_cast<std::size_t>(count);
      }
      close(end);
    });
  }
  ~StandardInput() {
    writer_.join();
    dup2(saved_, STDIN_FILENO);
    close(saved_);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

 private:
  int saved_;
  std::thread writer_;
};

TEST(Decoder, ReadsStandardInputPlainAndPacked) {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += std::to_string(i) + '\n';
  Decoder decoder;
  for (const std::string& sent : {text, gzip(text)}) {
    const StandardInput input(sent);
    const DecodedFile decoded = decode(decoder, "-");
    EXPECT_EQ(decoded.text, text);
    EXPECT_EQ(decoded.status, DecodeStatus::kOk);
    EXPECT_EQ(decoded.bytes_read, sent.size());
  }
  EXPECT_GE(fcntl(STDIN_FILENO, F_GETFD), 0) << "standard input must stay open";
}

TEST(Decoder, StopsABombAtTheLimit) {
  const TempFolder folder;
  const std::string bomb = folder.write("bomb.json.gz", testing::gzip_run('a', 200U << 20));
  DecodeLimits limits;
  limits.max_inflated_bytes = 50U << 20;
  Decoder decoder(limits);
  InputFile file;
  file.path = bomb;
  ASSERT_EQ(decoder.open(file), DecodeStatus::kOk);
  Window window = decoder.next(0);
  std::size_t largest = window.bytes.size();
  while (!window.last) {
    window = decoder.next(window.bytes.size());
    largest = std::max(largest, window.bytes.size());
  }
  EXPECT_EQ(decoder.status(), DecodeStatus::kTooLarge);
  EXPECT_EQ(decoder.bytes_decoded(), 50U << 20);
  EXPECT_LE(largest, limits.chunk_bytes);
}

TEST(Decoder, HoldsTheLimitForEveryWayOfReading) {
  const TempFolder folder;
  const std::string text(1000, 'a');
  for (const std::string& content : {text, gzip(text), gzip(text) + gzip(text)}) {
    const std::string path = folder.write("file", content);
    for (const std::size_t whole : {0UL, 1UL << 20}) {
      DecodeLimits limits;
      limits.whole_file_bytes = whole;
      limits.max_inflated_bytes = 999;
      const DecodedFile decoded = decode(path, limits);
      EXPECT_EQ(decoded.status, DecodeStatus::kTooLarge);
      EXPECT_EQ(decoded.text, text.substr(1));
    }
  }
}

TEST(Decoder, ALyingTrailerCostsNothing) {
  const TempFolder folder;
  const std::string text(100000, 'a');
  for (const char* size : {"\0\0\0\0", "\xff\xff\xff\xff", "\xff\xff\x00\x01", "\x01\0\0\0"}) {
    std::string liar = gzip(text, 1);
    liar.replace(liar.size() - 4, 4, std::string(size, 4));
    const DecodedFile decoded = decode(folder.write("liar", liar));
    EXPECT_EQ(decoded.text, text);
    EXPECT_EQ(decoded.status, DecodeStatus::kCorruptGzip);
    EXPECT_EQ(decoded.error_text, "incorrect length check");
  }
}

}  // namespace
}  // namespace trailsift::io

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/record_reader.h"

#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/model/collecting_sink.h"
#include "tests/model/containers.h"
#include "tests/support/gzip_maker.h"
#include "tests/support/temp_folder.h"

namespace trailsift {
namespace {

using testing::all_containers;
using testing::CollectingSink;
using testing::Container;
using testing::gzip;
using testing::read_content;
using testing::ReadFile;
using testing::record;
using testing::TempFolder;

std::string reasons(const ReadFile& file) {
  std::string text;
  for (const ReadLoss& loss : file.report.losses) text += (text.empty() ? "" : ", ") + loss.reason;
  return text;
}

void expect_container(const Container& container, const ReadFile& file, const char* form) {
  SCOPED_TRACE(container.name + ", " + form);
  EXPECT_EQ(file.names, container.events);
  EXPECT_EQ(file.report.records, container.events.size());
  EXPECT_EQ(file.report.is_log, container.is_log);
  EXPECT_EQ(reasons(file), container.loss_reason);
  EXPECT_EQ(file.skipped(), container.skipped);
  EXPECT_FALSE(file.report.interrupted);
}

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

// ASCII only.
std::string utf16(const std::string& text, bool big_endian) {
  std::string out = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : text) {
    if (big_endian) out += '\0';
    out += c;
    if (!big_endian) out += '\0';
  }
  return out;
}

bool is_ascii(const std::string& text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

TEST(RecordReader, FindsTheEventsOfEveryContainer) {
  for (const Container& container : all_containers()) {
    expect_container(container, read_content(container.content), "plain");
  }
}

TEST(RecordReader, FindsTheEventsOfEveryContainerInEveryEncoding) {
  for (const Container& container : all_containers()) {
    const std::string& text = container.content;
    expect_container(container, read_content(gzip(text)), "gzip");
    expect_container(container, read_content(gzip(text), {}, "log.json.gz"), "gzip, named so");
    expect_container(
        container,
        read_content(gzip(text.substr(0, text.size() / 2)) + gzip(text.substr(text.size() / 2))),
        "two gzip members");
    expect_container(container, read_content(with_crlf(text)), "CRLF");
    expect_container(container, read_content("\xEF\xBB\xBF" + text), "UTF-8 mark");
    if (!is_ascii(text)) continue;
    expect_container(container, read_content(utf16(text, false)), "UTF-16 little-endian");
    expect_container(container, read_content(utf16(text, true)), "UTF-16 big-endian");
  }
}

TEST(RecordReader, TellsAFileOfAnotherKindFromALogThatIsNone) {
  struct Case {
    const char* name;
    std::string content;
    const char* losses;
    const char* skipped;
  };
  const Case cases[] = {
      // A name that promises a log.
      {"a.json.gz", "", "empty-file@0", ""},
      {"a.jsonl", "hello", "not-a-log@0", ""},
      {"a.ndjson", "\x89PNG", "not-a-log@0", ""},
      {"1_CloudTrail_us-east-1_20230710T1200Z_abc", "hello", "not-a-log@0", ""},
      {"a.json", "{ broken", "malformed-record@2", ""},
      // Packed otherwise than by gzip, or once more.
      {"a.json.gz", gzip(gzip(record("A"))), "unsupported-container@0", ""},
      {"a.json.zst", "\x28\xB5\x2F\xFD{}\n\x01", "unsupported-container@0", ""},
      {"1_CloudTrail_us-east-1_20230710T1200Z_abc.json.xz", "\xFD\x37zXZ\1\2",
       "unsupported-container@0", ""},
      {"a.jsonl.bz2", "BZh91AY&SY\1", "unsupported-container@0", ""},
      {"a.json", "PK\x03\x04\x14", "unsupported-container@0", ""},
      {"a.json.parquet", "PAR1\x15\x04", "unsupported-container@0", ""},
      {"backup.zst", "\x28\xB5\x2F\xFD\x01", "", "not-json x1"},
      {"backup.zip", "PK\x03\x04\x14", "", "not-json x1"},
      {"stored.zip", "PK\x03\x04\x14 a.json" + record("A") + "\n", "malformed-record@0", ""},
      {"a.json.zst", record("A"), "", ""},
      // One that does not.
      {"readme.txt", "", "", "empty-file x1"},
      {"hits.json",
       R"({"hits":[{"_source":{"eventTime":"2025-03-10T10:00:00Z","eventName":"StopLogging","eventSource":"cloudtrail.amazonaws.com"}}]})",
       "unsupported-container@0", ""},
      {"hits.jsonl",
       "{\"_source\":{\"eventTime\":\"x\",\"eventName\":\"y\",\"eventSource\":\"iam.amazonaws."
       "com\"}}\n{}\n",
       "unsupported-container@0", ""},
      {"lake.csv", "eventtime,eventname,useridentity\nx,y,iam.amazonaws.com\n",
       "unsupported-container@0", ""},
      {"pattern.json",
       R"({"source":["aws.iam"],"detail":{"eventSource":["iam.amazonaws.com"],"eventName":["CreateUser"]}})",
       "", "other-json x1"},
      {"readme.txt", "hello", "", "not-json x1"},
      {"settings.ini", "[section]\nkey = value\n", "", "not-json x1"},
      {"photo.gz", gzip("\x89PNG").substr(0, 15), "", "not-json x1"},
      // Events are events under any name, and so is what is left of them.
      {"000000.gz", gzip(record("A")), "", ""},
      {"000000", record("A").substr(0, 90), "truncated-json@0", ""},
      {"000000.gz", gzip(std::string(40, ' ') + record("A") + record("B")).substr(0, 230),
       "truncated-gzip@*", ""},
  };
  for (const Case& c : cases) {
    const ReadFile file = read_content(c.content, {}, c.name);
    SCOPED_TRACE(c.name);
    if (std::string(c.losses).ends_with("@*")) {
      EXPECT_EQ(reasons(file) + "@*", c.losses);
    } else {
      EXPECT_EQ(file.losses(), c.losses);
    }
    EXPECT_EQ(file.skipped(), c.skipped);
  }
}

TEST(RecordReader, ReportsAFileThatCannotBeOpened) {
  const TempFolder folder;
  io::InputFile file;
  file.path = folder.file("nowhere.json");
  RecordReader reader;
  CollectingSink sink;
  const FileReport report = reader.read(file, sink);
  ASSERT_EQ(report.losses.size(), 1U);
  EXPECT_EQ(report.losses[0].reason, "cannot-open");
  EXPECT_FALSE(report.losses[0].detail.empty());
}

TEST(RecordReader, CountsBytesReadAndDecoded) {
  const std::string text = R"({"Records":[)" + record("A") + "]}";
  const std::string packed = gzip(text);
  const ReadFile file = read_content(packed);
  EXPECT_EQ(file.report.bytes_read, packed.size());
  EXPECT_EQ(file.report.bytes_decoded, text.size());
}

// Of 4096 bytes, also for files that could be read whole.
ReaderLimits small_windows() {
  ReaderLimits limits;
  limits.decode.whole_file_bytes = 0;
  limits.decode.chunk_bytes = 4096;
  return limits;
}

TEST(RecordReader, StopsWhenAsked) {
  const TempFolder folder;
  std::string text;
  for (int i = 0; i < 1000; ++i) text += record("A") + "\n";
  io::InputFile file;
  file.path = folder.write("log.json", text);
  RecordReader reader(small_windows());
  CollectingSink sink;
  const std::atomic<bool> stop = true;
  const FileReport report = reader.read(file, sink, &stop);
  EXPECT_TRUE(report.interrupted);
  EXPECT_LT(sink.names().size(), 1000U);
  EXPECT_EQ(report.records, sink.names().size());
}

class FullSink : public CollectingSink {
 public:
  [[nodiscard]] bool is_full() const override { return !names().empty(); }
};

TEST(RecordReader, EndsAFileOfWhichNoMoreCanBeKept) {
  const TempFolder folder;
  std::string text;
  while (text.size() < 10000) text += record("A") + "\n";
  io::InputFile file;
  file.path = folder.write("log.json", text);
  RecordReader reader(small_windows());
  FullSink sink;
  const FileReport report = reader.read(file, sink);
  EXPECT_EQ(report.records, 4096 / (record("A").size() + 1));
  ASSERT_EQ(report.losses.size(), 1U);
  EXPECT_EQ(report.losses[0].reason, "too-dense");
  EXPECT_EQ(report.losses[0].position, report.records * (record("A").size() + 1));
  EXPECT_FALSE(report.interrupted);
  FullSink other;
  EXPECT_TRUE(RecordReader().read(file, other).losses.empty()) << "all of it is read already";
}

// Waits until all that was written into a pipe has been read.
void wait_until_read(int pipe_end) {
  int unread = 1;
  while (ioctl(pipe_end, FIONREAD, &unread) == 0 && unread > 0) std::this_thread::yield();
}

TEST(RecordReader, StopsWhileItWaitsForMore) {
  struct {
    std::string sent;
    std::size_t records;
  } const kCases[] = {{"", 0}, {"{", 0}, {record("A") + "\n" + record("B").substr(0, 40), 1}};
  for (const auto& one : kCases) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    ASSERT_EQ(write(ends[1], one.sent.data(), one.sent.size()),
              static_cast<ssize_t>(one.sent.size()));
    std::atomic<bool> stop = false;
    std::thread stopper([&] {
      wait_until_read(ends[0]);
      stop = true;
    });
    io::InputFile file;
    file.path = "/dev/fd/" + std::to_string(ends[0]);
    RecordReader reader;
    CollectingSink sink;
    const FileReport report = reader.read(file, sink, &stop);
    EXPECT_TRUE(report.interrupted) << one.sent;
    EXPECT_EQ(report.records, one.records);
    EXPECT_TRUE(report.losses.empty());
    EXPECT_TRUE(report.skipped.empty());
    stopper.join();
    close(ends[0]);
    close(ends[1]);
  }
}

TEST(RecordReader, ReadsOneFileBehindTheOtherWithoutRememberingTheFirst) {
  const TempFolder folder;
  io::InputFile broken;
  broken.path = folder.write("broken.json", R"({"Records":[)" + record("A") + R"(,{"eventVers)");
  io::InputFile good;
  good.path = folder.write("good.json", record("B"));
  RecordReader reader;
  CollectingSink sink;
  EXPECT_EQ(reader.read(broken, sink).losses.size(), 1U);
  const FileReport report = reader.read(good, sink);
  EXPECT_TRUE(report.losses.empty());
  EXPECT_EQ(sink.names(), (std::vector<std::string>{"A", "B"}));
}

}  // namespace
}  // namespace trailsift

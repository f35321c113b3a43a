// SPDX-License-Identifier: Apache-2.0
// Damaged files: what is given, what is lost, and where.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/model/collecting_sink.h"
#include "tests/model/containers.h"
#include "tests/support/gzip_maker.h"

namespace trailsift {
namespace {

using testing::gzip;
using testing::read_content;
using testing::ReadFile;
using testing::record;

using Names = std::vector<std::string>;

const std::string kHead = R"({"Records":[)";

TEST(RecordReaderDamage, ABadLineCostsThatLineOnly) {
  const std::string bad[] = {"not json at all",
                             "{\"eventVersion\":\"1.08\",",
                             "{]",
                             "}",
                             "\"text",
                             R"({"eventVersion":"1.08","eventName":broken})",
                             "{",

                             "2023-07-10 junk {"};
  for (const std::string& line : bad) {
    const std::string first = record("A") + "\n";
    const ReadFile file = read_content(first + line + "\n" + record("B") + "\n" + record("C"));
    EXPECT_EQ(file.names, (Names{"A", "B", "C"})) << line;
    ASSERT_EQ(file.report.losses.size(), 1U) << line;
    EXPECT_EQ(file.report.losses[0].reason, "malformed-record") << line;
    EXPECT_EQ(file.report.losses[0].count, 1U) << line;
    EXPECT_GE(file.report.losses[0].position, first.size()) << line;
    EXPECT_LE(file.report.losses[0].position, first.size() + line.size() + 1) << line;
  }
}

TEST(RecordReaderDamage, ABrokenRecordInAListCostsThatRecordOnly) {
  const std::string good = record("Bad");
  const auto with = [&good](std::size_t at, std::size_t erased, const std::string& added) {
    return std::string(good).replace(at, erased, added);
  };
  const std::size_t middle = good.find("\"eventTime\"");
  const std::pair<const char*, std::string> cases[] = {
      {"quote lost", with(middle, 1, "")},
      {"closing quote lost", with(middle + 10, 1, "")},
      {"brace lost at the end", good.substr(0, good.size() - 1)},
      {"inner brace lost", with(good.find(R"("c":{})") + 5, 1, "")},

      {"inner brace added", with(middle, 0, "}")},
      {"bracket added", with(middle, 0, "[")},
      {"NUL byte", with(middle, 1, std::string(1, '\0'))},
      {"NUL bytes", with(middle, 40, std::string(40, '\0'))},
      {"comma lost", with(middle - 1, 1, "")},
      {"colon lost", with(middle + 11, 1, "")},
      {"half a record", good.substr(0, middle)},
      {"literal", with(middle, 0, "\"x\":nul,")},
      {"unquoted", "nonsense"},
  };
  for (const auto& [what, broken] : cases) {
    const std::string before = kHead + record("A") + ",";
    for (const char* space : {"", "\n  "}) {
      const ReadFile file = read_content(before + space + broken + "," + space + record("B") + "," +
                                         record("C") + "]}");
      EXPECT_EQ(file.names, (Names{"A", "B", "C"})) << what;
      EXPECT_EQ(file.report.losses.size(), 1U) << what << ": " << file.losses();
      EXPECT_TRUE(file.losses().starts_with("malformed-record@")) << what << ": " << file.losses();
      // The last record of the list.
      const ReadFile last = read_content(before + broken + "]}");
      EXPECT_EQ(last.names, (Names{"A"})) << what;
      EXPECT_EQ(last.report.losses.size(), 1U) << what << ": " << last.losses();
    }
  }
}

TEST(RecordReaderDamage, ABracketTooManyLosesNoRecord) {
  for (const char* added : {"}", "}}", "x"}) {
    const ReadFile file =
        read_content(kHead + record("A") + added + "," + record("B") + "," + record("C") + "]}");
    EXPECT_EQ(file.names, (Names{"A", "B", "C"})) << added;
    EXPECT_EQ(file.losses(), "malformed-record@" + std::to_string((kHead + record("A")).size()));
  }
  const ReadFile lines = read_content(record("A") + "\n[1,2\n" + record("B") + "\n" + record("C"));
  EXPECT_EQ(lines.names, (Names{"A", "B", "C"}));
  EXPECT_TRUE(lines.losses().starts_with("truncated-json@")) << lines.losses();
}

TEST(RecordReaderDamage, TextThatEndsAnywhereGivesWhatCameBefore) {
  const std::string texts[] = {
      kHead + record("A") + "," + record("B") + "]}",
      "[" + record("A") + ",\n" + record("B") + "]",
      record("A") + "\n" + record("B"),
      record("A") + record("B"),
  };
  for (const std::string& text : texts) {
    const std::size_t a = text.find(record("A")) + record("A").size();
    const std::size_t b = text.find(record("B")) + record("B").size();
    for (std::size_t size = 1; size < text.size(); size += 7) {
      const ReadFile file = read_content(text.substr(0, size));
      const std::size_t whole = (size >= a ? 1U : 0U) + (size >= b ? 1U : 0U);
      ASSERT_EQ(file.names.size(), whole) << "cut at " << size << ": " << file.losses();
      if (size > b || size == a || size == a + 1) continue;
      ASSERT_EQ(file.report.losses.size(), 1U) << "cut at " << size << " of " << text;
      EXPECT_EQ(file.report.losses[0].reason, "truncated-json") << "cut at " << size;
      EXPECT_LE(file.report.losses[0].position, size);
      const std::size_t least = whole == 1 ? a : 0;
      EXPECT_GE(file.report.losses[0].position, least) << "cut at " << size;
    }
  }
}

TEST(RecordReaderDamage, TruncatedGzipGivesEveryRecordBefore) {
  std::string text = kHead;
  for (int i = 0; i < 20; ++i) text += (i == 0 ? "" : ",") + record("Event" + std::to_string(i));
  text += "]}";
  const std::string packed = gzip(text);
  std::size_t most = 0;
  for (std::size_t size = 18; size < packed.size(); ++size) {
    const ReadFile file = read_content(packed.substr(0, size), {}, "log.json.gz");
    ASSERT_EQ(file.report.losses.size(), 1U) << size << ": " << file.losses();
    ASSERT_EQ(file.report.losses[0].reason, "truncated-gzip") << size;
    const std::string decoded = text.substr(0, file.report.bytes_decoded);
    std::size_t whole = 0;
    while (whole < 20 && decoded.find("\"}", 0) != std::string::npos &&
           decoded.find(record("Event" + std::to_string(whole))) != std::string::npos) {
      ++whole;
    }
    ASSERT_EQ(file.names.size(), whole) << size;
    ASSERT_GE(whole, most) << size;
    most = whole;
  }
  EXPECT_EQ(most, 20U);
}

TEST(RecordReaderDamage, AFlippedByteInGzipLosesNothingBefore) {
  std::string text = kHead;
  for (int i = 0; i < 50; ++i) text += (i == 0 ? "" : ",") + record("E" + std::to_string(i * 7919));
  std::string packed = gzip(text + "]}");
  packed[packed.size() - 200] = static_cast<char>(packed[packed.size() - 200] ^ 0x55);
  const ReadFile file = read_content(packed);
  EXPECT_GT(file.names.size(), 0U);
  EXPECT_FALSE(file.report.losses.empty());
}

TEST(RecordReaderDamage, SaysWhereAJavaScriptObjectBreaks) {
  const ReadFile file = read_content("{\n  eventVersion: '1.08',\n  eventName: 'x'\n}\n");
  EXPECT_EQ(file.losses(), "malformed-record@4");
  const ReadFile comma = read_content(R"({"eventVersion":"1.08","eventTime":"x",})");
  EXPECT_EQ(comma.losses(), "malformed-record@39");
}

TEST(RecordReaderDamage, MissingClosingBracketsAreTold) {
  for (const std::string& end : {std::string(""), std::string("]"), std::string(",")}) {
    const ReadFile file = read_content(kHead + record("A") + end);
    EXPECT_EQ(file.names, Names{"A"});
    EXPECT_TRUE(file.losses().starts_with("truncated-json@")) << file.losses();
  }
}

TEST(RecordReaderDamage, BadMessagesAreTold) {
  const std::pair<std::string, const char*> cases[] = {
      {R"({"awslogs":{"data":"!!!"}})", "malformed-record"},
      {R"({"awslogs":{"data":")" + testing::base64(gzip("{}{}{}").substr(0, 15)) + "\"}}",
       "truncated-gzip"},
  };
  for (const auto& [text, reason] : cases) {
    const ReadFile file = read_content(text);
    ASSERT_FALSE(file.report.losses.empty()) << text;
    EXPECT_EQ(file.report.losses[0].reason, reason);
  }
  std::string nested = record("A");
  for (int i = 0; i < 12; ++i) nested = R"({"Message":)" + testing::json_string(nested) + "}";
  EXPECT_EQ(read_content(nested).losses(), "too-many-envelopes@0");
}

TEST(RecordReaderDamage, RecordsBeyondLimitsCostThemselvesOnly) {
  ReaderLimits limits;
  limits.parse.max_record_bytes = 4096;
  limits.parse.max_depth = 20;
  const std::string big = R"({"eventVersion":"1","x":")" + std::string(9000, 'x') + "\"}";
  const std::string deep =
      R"({"eventVersion":"1","x":)" + std::string(30, '[') + std::string(30, ']') + "}";
  for (const auto& [bad, reason] : {std::pair<std::string, std::string>{big, "record-too-large@"},
                                    {deep, "record-too-deep@"}}) {
    const ReadFile list =
        read_content(kHead + record("A") + "," + bad + "," + record("B") + "]}", limits);
    EXPECT_EQ(list.names, (Names{"A", "B"})) << reason;
    EXPECT_EQ(list.losses(), reason + std::to_string(kHead.size() + record("A").size() + 1));
    const ReadFile lines = read_content(record("A") + "\n" + bad + "\n" + record("B"), limits);
    EXPECT_EQ(lines.names, (Names{"A", "B"})) << reason;
    EXPECT_EQ(lines.losses(), reason + std::to_string(record("A").size() + 1));
  }
}

}  // namespace
}  // namespace trailsift

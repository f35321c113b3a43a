// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "arguments.h"
#include "corpus/calendar.h"
#include "corpus/identifiers.h"
#include "corpus/text_template.h"

namespace {

using corpus::Seconds;

std::string text_of(void (*append)(std::string&, Seconds), Seconds time) {
  std::string text;
  append(text, time);
  return text;
}

TEST(Calendar, WritesEveryForm) {
  struct Case {
    Seconds time;
    const char* iso;
    const char* english;
    const char* stamp;
  };
  for (const Case& example : {
           Case{0, "1970-01-01T00:00:00Z", "Jan 1, 1970, 12:00:00 AM", "19700101T0000Z"},
           Case{1'709'208'000, "2024-02-29T12:00:00Z", "Feb 29, 2024, 12:00:00 PM",
                "20240229T1200Z"},
           Case{1'741'642'925, "2025-03-10T21:42:05Z", "Mar 10, 2025, 9:42:05 PM",
                "20250310T2142Z"},
       }) {
    EXPECT_EQ(text_of(&corpus::append_iso, example.time), example.iso);
    EXPECT_EQ(text_of(&corpus::append_english, example.time), example.english);
    EXPECT_EQ(text_of(&corpus::append_stamp, example.time), example.stamp);
  }
}

TEST(Calendar, BusyTimeRunsFromStartToEndAndFavoursWorkingHours) {
  constexpr Seconds kMonday = 1'740'960'000;
  EXPECT_EQ(corpus::busy_time(kMonday, 7, 0, 1000), kMonday);
  Seconds before = kMonday;
  int busy = 0;
  for (std::uint64_t share = 0; share < 1000; ++share) {
    const Seconds time = corpus::busy_time(kMonday, 7, share, 1000);
    EXPECT_GE(time, before);
    EXPECT_LT(time, kMonday + 7 * corpus::kDay);
    busy += corpus::is_business_hour(time) ? 1 : 0;
    before = time;
  }
  EXPECT_GT(busy, 600);  // 55 of 168 hours hold 220 of 333 shares
}

TEST(Random, SpreadKeepsItsMean) {
  corpus::Random random(1);
  double sum = 0;
  for (int i = 0; i < 200'000; ++i) sum += corpus::spread_around(random, 150);
  EXPECT_NEAR(sum / 200'000, 150, 5);
}

TEST(Identifiers, HaveTheirForm) {
  corpus::Random random(1);
  std::string uuid;
  corpus::append_uuid(uuid, random);
  EXPECT_EQ(uuid.size(), 36U);
  EXPECT_EQ(uuid[14], '4');
  EXPECT_EQ(corpus::unique_id("AKIA", 5).size(), 20U);
  EXPECT_EQ(corpus::unique_id("AKIA", 5), corpus::unique_id("AKIA", 5));
  EXPECT_NE(corpus::unique_id("AKIA", 5).substr(4), corpus::unique_id("ASIA", 5).substr(4));
}

TEST(TextTemplate, FillsPlaceholdersAndLists) {
  corpus::Random random(1);
  const corpus::Account account = corpus::make_account("111122223333", 1);
  const corpus::Principal nobody;
  const corpus::Scene scene{random, account, nobody, "eu-west-1", 0, 0, {"first", "second"}};
  std::string text;
  corpus::TextTemplate(R"({"a":"${account}","r":"${region}","x":["${1}","${0}"],"n":${int:7:7}})")
      .append_to(text, scene);
  EXPECT_EQ(text, R"({"a":"111122223333","r":"eu-west-1","x":["second","first"],"n":7})");
  text.clear();
  corpus::TextTemplate("[${list:instanceid:2:2}]").append_to(text, scene);
  EXPECT_EQ(std::count(text.begin(), text.end(), ','), 1);
}

TEST(TextTemplateDeathTest, UnknownPlaceholderEndsTheProgram) {
  EXPECT_DEATH(corpus::TextTemplate("${nonsense}"), "no such placeholder: \\$\\{nonsense\\}");
}

bench::Arguments parse(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return {static_cast<int>(argv.size()), argv.data(), {"--size", "--share", "--number"}};
}

TEST(Arguments, AreReadAsTyped) {
  const bench::Arguments arguments =
      parse({"program", "word", "--size", "3M", "--share", "0.05", "--number", "12", "-"});
  EXPECT_EQ(arguments.size("--size", 0), 3'000'000U);
  EXPECT_EQ(arguments.share("--share", 0), 50'000U);
  EXPECT_EQ(arguments.number("--number", 0, 1, 12), 12U);
  EXPECT_EQ(arguments.words(), (std::vector<std::string>{"word", "-"}));
  EXPECT_EQ(parse({"program"}).size("--size", 7), 7U);
}

TEST(ArgumentsDeathTest, WrongOnesAreRefused) {
  const auto status = testing::ExitedWithCode(2);
  EXPECT_EXIT(parse({"program", "--other", "1"}), status, "unknown flag --other");
  EXPECT_EXIT(parse({"program", "--size"}), status, "--size needs a value");
  EXPECT_EXIT((void)parse({"program", "--size", "many"}).size("--size", 0), status, "not a whole");
  EXPECT_EXIT((void)parse({"program", "--size", ""}).size("--size", 0), status, "not a whole");
  EXPECT_EXIT((void)parse({"program", "--share", "2"}).share("--share", 0), status, "share from 0");
  EXPECT_EXIT((void)parse({"program", "--number", "13"}).number("--number", 0, 1, 12), status,
              "takes 1 to 12");
}

}  // namespace

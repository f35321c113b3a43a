// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/file_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace trailsift::io {
namespace {

using ::testing::ElementsAre;
using NamedFiles = std::vector<FileList::NamedFile>;

std::vector<std::string> paths(const FileList& list) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < list.size(); ++i) found.push_back(list[i].path);
  return found;
}

TEST(FileList, GivesBackWhatWasAdded) {
  FileList list;
  const std::string name = "1_CloudTrail_us-east-1_20230710T1155Z_abc.json.gz";
  const std::string other = "1_CloudTrail_us-east-1_20230710T1200Z_abcd.json.gz";
  list.add_folder("typed/2023/", 6, NamedFiles{{name, 7}, {other, 1ULL << 40}});
  list.add_folder("typed/", 6, NamedFiles{});
  list.add_typed("/dev/stdin", true, 0);
  list.add_typed("one.json", false, 3);
  ASSERT_EQ(list.size(), 4U);
  EXPECT_EQ(list[0].path, "typed/2023/" + name);
  EXPECT_EQ(list[0].display, "2023/" + name);
  EXPECT_EQ(list[0].size, 7U);
  EXPECT_EQ(list[0].delivered, parse_timestamp("2023-07-10T11:55:00Z"));
  EXPECT_TRUE(list[0].delivered_precise);
  EXPECT_EQ(list[0].name_class, NameClass::kLog);
  EXPECT_EQ(list[1].path, "typed/2023/" + other);
  EXPECT_EQ(list[1].size, 1ULL << 40);
  EXPECT_EQ(list[2].path, "-");
  EXPECT_EQ(list[2].display, "/dev/stdin");
  EXPECT_EQ(list[3].path, "one.json");
  EXPECT_EQ(list[3].display, "one.json");
  EXPECT_EQ(list[3].delivered, kNoTime);
  EXPECT_EQ(list.facts(3).size, 3U);
}

// What names share at both ends is kept once; these share so much that both ends would overlap.
TEST(FileList, NamesThatAreTheEndsOfOneAnotherComeBackWhole) {
  const std::vector<NamedFiles> folders = {{{"aa", 0}, {"aaa", 0}},
                                           {{"aba", 0}, {"aa", 0}, {"ababa", 0}},
                                           {{"x", 0}},
                                           {{"x", 0}, {"y", 0}}};
  for (const NamedFiles& files : folders) {
    FileList list;
    list.add_folder("f/", 0, files);
    for (std::size_t i = 0; i < files.size(); ++i) EXPECT_EQ(list[i].path, "f/" + files[i].name);
  }
}

TEST(FileList, KeepsAndErases) {
  FileList list;
  list.add_folder("f/", 0, NamedFiles{{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}});
  list.keep({true, false, true, true});
  EXPECT_THAT(paths(list), ElementsAre("f/a", "f/c", "f/d"));
  EXPECT_EQ(list.erase_if([](const FileFacts& facts) { return facts.size == 3; }), 1U);
  EXPECT_THAT(paths(list), ElementsAre("f/a", "f/d"));
}

// The plain twin: whole names in a sorted vector.
TEST(FileList, SortsLikeWholeNames) {
  std::mt19937 random(20231121);  // NOLINT(cert-msc51-cpp): the same names each time
  const auto number = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
  const auto word = [&] {
    std::string text(1 + number(3), 'a');
    for (char& c : text) c = "ab./-"[number(5)];
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    FileList list;
    std::vector<std::tuple<Timestamp, std::string, std::string>> plain;
    for (unsigned folder = number(5); folder > 0; --folder) {
      NamedFiles files(1 + number(4));
      const std::string path =
          (number(2) == 0 ? "2023/07/0" + std::to_string(1 + number(9)) : word()) + "/";
      for (FileList::NamedFile& file : files) file.name = word();
      list.add_folder(path, number(2) * 2, files);
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      plain.emplace_back(list[i].delivered, list[i].display, list[i].path);
    }
    std::sort(plain.begin(), plain.end());
    list.sort();
    for (std::size_t i = 0; i < list.size(); ++i) {
      EXPECT_EQ(list[i].display, std::get<1>(plain[i])) << "round " << round;
    }
  }
}

TEST(FileList, TellsTheAccountsOfItsLogs) {
  FileList list;
  EXPECT_TRUE(list.log_accounts().empty());
  const std::string rest = "_CloudTrail_us-east-1_20230710T1155Z_abc.json.gz";
  list.add_folder("logs/", 0, NamedFiles{{"444455556666" + rest, 1}, {"111122223333" + rest, 1}});
  list.add_folder("more/", 0, NamedFiles{{"111122223333" + rest, 1}, {"notes.txt", 1}});
  list.add_typed("777788889999" + rest, false, 1);
  list.add_typed("-", true, 0);
  EXPECT_THAT(list.log_accounts(), ElementsAre("111122223333", "444455556666", "777788889999"));
}

}  // namespace
}  // namespace trailsift::io

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/input_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"

namespace trailsift::io {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::TempFolder;

std::vector<std::string> displays(const InputSet& set) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < set.files.size(); ++i) found.push_back(set.files[i].display);
  return found;
}

std::vector<std::string> reasons(const InputSet& set) {
  std::vector<std::string> found;
  for (const InputProblem& problem : set.problems)
    found.push_back(problem.path + ": " + problem.reason);
  return found;
}

std::string log_name(const std::string& stamp) {
  return "1_CloudTrail_us-east-1_" + stamp + "_abc.json.gz";
}

TEST(Discover, NothingGivesNothing) {
  const InputSet set = discover({});
  EXPECT_THAT(displays(set), IsEmpty());
  EXPECT_THAT(set.problems, IsEmpty());
}

TEST(Discover, OrdersByDeliveryThenByName) {
  const TempFolder folder;
  const std::string early = log_name("20230710T0005Z");
  const std::string late = log_name("20230710T1155Z");
  folder.write("z/" + early, "");
  folder.write("a/" + late, "");
  folder.write("b/" + late, "");
  folder.write("2023/07/10/other.json", "");
  folder.write("readme", "");
  folder.write("events.json", "abc");
  const InputSet set = discover({folder.path().string()});
  EXPECT_THAT(displays(set), ElementsAre("events.json", "readme", "2023/07/10/other.json",
                                         "z/" + early, "a/" + late, "b/" + late));
  EXPECT_EQ(set.files[0].path, folder.file("events.json"));
  EXPECT_EQ(set.files[0].size, 3U);
  EXPECT_EQ(set.files[0].delivered, kNoTime);
  EXPECT_FALSE(set.files[2].delivered_precise);
  EXPECT_TRUE(set.files[3].delivered_precise);
  EXPECT_EQ(set.files[3].name_class, NameClass::kLog);
}

TEST(Discover, ShowsThePathAsTypedOrBelowTheFolderTyped) {
  const TempFolder folder;
  const std::string typed = folder.path().string();
  folder.write("logs/a/x.json", "");
  const std::string file = folder.write("y.json", "");
  const std::string logs = folder.file("logs");
  EXPECT_THAT(displays(discover({logs})), ElementsAre("a/x.json"));
  EXPECT_THAT(displays(discover({logs + "//"})), ElementsAre("a/x.json"));
  EXPECT_THAT(displays(discover({logs, logs + "/"})), ElementsAre("a/x.json"));
  EXPECT_THAT(displays(discover({file})), ElementsAre(file));
  EXPECT_THAT(displays(discover({logs, file})), ElementsAre(logs + "/a/x.json", file));
}

TEST(Discover, ListsAFileOnceHoweverOftenItIsReached) {
  const TempFolder folder;
  folder.write("logs/2023/x.json", "");
  fs::create_hard_link(folder.file("logs/2023/x.json"), folder.file("logs/2023/w.json"));
  fs::create_symlink("2023/x.json", folder.file("logs/a-link.json"));
  const std::string logs = folder.file("logs");
  const std::string day = folder.file("logs/2023");
  struct Case {
    std::vector<std::string> paths;
    std::string kept;
    std::uint64_t duplicates;
  };
  const Case cases[] = {
      {{logs}, "2023/w.json", 2},
      {{logs, logs}, "2023/w.json", 5},
      {{logs, day}, day + "/w.json", 4},
      {{day, logs}, day + "/w.json", 4},
      {{day + "/x.json", logs}, day + "/w.json", 3},
      {{day + "/x.json", day + "/../2023/x.json"}, day + "/../2023/x.json", 1},
  };
  for (const Case& one : cases) {
    const InputSet set = discover(one.paths);
    EXPECT_THAT(displays(set), ElementsAre(one.kept));
    EXPECT_THAT(set.skipped, ElementsAre(Pair("same-file", one.duplicates))) << one.paths.front();
    EXPECT_THAT(set.problems, IsEmpty());
  }
}

TEST(Discover, DoesNotHangOnTheOrderOfTheDiskOrTheArguments) {
  const TempFolder one;
  const TempFolder two;
  std::vector<std::string> names;
  for (int i = 0; i < 50; ++i) names.push_back("f" + std::to_string(i * 7919 % 50));
  for (const std::string& name : names) one.write(name, "");
  std::reverse(names.begin(), names.end());
  for (const std::string& name : names) two.write(name, "");
  EXPECT_EQ(displays(discover({one.path().string()})), displays(discover({two.path().string()})));
  std::vector<std::string> paths = {one.path().string(), two.path().string()};
  const auto forward = displays(discover(paths));
  std::reverse(paths.begin(), paths.end());
  EXPECT_EQ(displays(discover(paths)), forward);
}

// Nobody writes to the FIFO: opening it would wait for ever.
TEST(Discover, NeverOpensSpecialFiles) {
  const TempFolder folder;
  folder.write("x.json", "");
  ASSERT_EQ(mkfifo(folder.file("fifo").c_str(), 0600), 0);
  fs::create_symlink("fifo", folder.file("link-to-fifo"));
  fs::create_symlink("/dev/zero", folder.file("link-to-device"));
  const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  folder.file("socket").copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const std::string typed = folder.path().string();
  for (const auto& paths : {std::vector{typed}, std::vector{typed, typed}}) {
    const InputSet set = discover(paths);
    EXPECT_THAT(displays(set), ElementsAre("x.json"));
    EXPECT_THAT(set.skipped, Contains(Pair("special-file", 4U)));
    EXPECT_THAT(set.problems, IsEmpty());
  }
  close(listener);
}

TEST(Discover, ASpecialFileThatIsNamedItselfIsAProblem) {
  const TempFolder folder;
  const std::string fifo = folder.file("fifo");
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  const InputSet set = discover({fifo, "/dev/null"});
  EXPECT_THAT(displays(set), IsEmpty());
  EXPECT_THAT(reasons(set), ElementsAre("/dev/null: special-file", fifo + ": special-file"));
}

TEST(Discover, TakesStandardInputAndOpenPipesByName) {
  EXPECT_EQ(discover({"-"}).files[0].path, "-");
  EXPECT_EQ(discover({"/dev/stdin"}).files[0].path, "-");
  EXPECT_EQ(discover({"/dev/stdin"}).files[0].display, "/dev/stdin");
  const InputSet twice = discover({"-", "/dev/fd/0", "-"});
  EXPECT_EQ(twice.files.size(), 1U);
  EXPECT_THAT(twice.skipped, ElementsAre(Pair("same-file", 2U)));
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::string name = "/dev/fd/" + std::to_string(ends[0]);
  const InputSet set = discover({name});
  EXPECT_THAT(displays(set), ElementsAre(name));
  EXPECT_EQ(set.files[0].path, name);
  EXPECT_THAT(set.problems, IsEmpty());
  close(ends[0]);
  close(ends[1]);
}

TEST(Discover, GoesOnPastWhatIsMissing) {
  const TempFolder folder;
  const std::string file = folder.write("x.json", "");
  fs::create_symlink("nowhere", folder.file("dangling"));
  fs::create_symlink("circle", folder.file("circle"));
  const std::string missing = folder.file("missing");
  const std::string below_file = file + "/y";
  const std::string root = folder.path().string();
  const InputSet set = discover({missing, root, below_file, missing, ""});
  EXPECT_THAT(displays(set), ElementsAre(file));
  EXPECT_THAT(reasons(set),
              ElementsAre(": not-found", root + "/circle: io-error", root + "/dangling: not-found",
                          missing + ": not-found", below_file + ": not-found"));
  EXPECT_EQ(set.problems[0].detail, "No such file or directory");
}

// A folder that only root may read, seen by somebody else.
TEST(Discover, GoesOnPastAnUnreadableFolder) {
  const TempFolder folder;
  folder.write("closed/x.json", "");
  folder.write("open/y.json", "");
  fs::permissions(folder.path(), fs::perms::all);
  fs::permissions(folder.path() / "closed", fs::perms::none);
  constexpr uid_t kNobody = 65534;
  const uid_t self = geteuid();
  ASSERT_EQ(seteuid(self == 0 ? kNobody : self), 0);
  const InputSet set = discover({folder.path().string()});
  const InputSet inside = discover({folder.file("closed/x.json")});
  ASSERT_EQ(seteuid(self), 0);
  fs::permissions(folder.path() / "closed", fs::perms::all);
  EXPECT_THAT(displays(set), ElementsAre("open/y.json"));
  EXPECT_THAT(reasons(set), ElementsAre("closed: permission-denied"));
  EXPECT_EQ(set.problems[0].detail, "Permission denied");
  EXPECT_THAT(reasons(inside), ElementsAre(folder.file("closed/x.json") + ": permission-denied"));
}

TEST(Discover, LinksToFoldersAreFollowedWhenTypedOrAsked) {
  const TempFolder folder;
  folder.write("real/x.json", "");
  fs::create_directory_symlink(".", folder.path() / "real" / "self");
  fs::create_directory_symlink("real", folder.path() / "link");
  const InputSet typed = discover({folder.file("link")});
  EXPECT_THAT(displays(typed), ElementsAre("x.json"));
  EXPECT_THAT(typed.skipped, ElementsAre(Pair("symlinked-folder", 1U)));
  const InputSet asked = discover({folder.path().string()}, {.follow_symlinked_folders = true});
  EXPECT_THAT(displays(asked), ElementsAre("real/x.json"));
  EXPECT_THAT(asked.skipped, IsEmpty());
}

TEST(Discover, TakesNamesOfAnyBytes) {
  const TempFolder folder;
  const std::vector<std::string> names = {"\x01\x1b[31m", "\xff\xfe", "a\nb", "a b (1).json.gz"};
  for (const std::string& name : names) folder.write(name, "x");
  const InputSet set = discover({folder.path().string()});
  std::vector<std::string> sorted = names;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(displays(set), sorted);
}

}  // namespace
}  // namespace trailsift::io

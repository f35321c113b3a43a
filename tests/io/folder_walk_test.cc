// SPDX-License-Identifier: Apache-2.0
#include "io/folder_walk.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"

namespace trailsift::io {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TempFolder;
using ::testing::UnorderedElementsAre;

struct WalkedFile {
  std::string path;
  FoundFile found;
};

class Collector final : public FolderVisitor {
 public:
  void take(const std::string& folder, std::vector<FoundFile>& found) override {
    for (FoundFile& file : found) files.push_back({folder + file.file.name, std::move(file)});
  }

  std::vector<WalkedFile> files;
};

struct Walked : WalkReport {
  std::vector<WalkedFile> files;
};

Walked walk(const std::string& folder, bool follow_symlinked_folders) {
  Collector collector;
  Walked walked{walk_folder(folder, follow_symlinked_folders, collector), {}};
  walked.files = std::move(collector.files);
  return walked;
}

std::vector<std::string> names(const Walked& content, const TempFolder& folder) {
  std::vector<std::string> found;
  for (const WalkedFile& file : content.files) {
    found.push_back(file.path.substr(folder.path().string().size() + 1));
  }
  return found;
}

TEST(ProblemReason, NamesTheUsualOnes) {
  EXPECT_STREQ(problem_reason(ENOENT), "not-found");
  EXPECT_STREQ(problem_reason(ENOTDIR), "not-found");
  EXPECT_STREQ(problem_reason(EACCES), "permission-denied");
  EXPECT_STREQ(problem_reason(ENAMETOOLONG), "path-too-long");
  EXPECT_STREQ(problem_reason(EIO), "io-error");
  EXPECT_STREQ(problem_reason(ELOOP), "io-error");
}

TEST(WalkFolder, FindsFilesAtAnyDepthWithSizeAndIdentity) {
  const TempFolder folder;
  folder.write("a", "12345");
  folder.write("b/c/d/e", "");
  folder.write(".hidden", "");
  const Walked content = walk(folder.path().string(), false);
  EXPECT_THAT(names(content, folder), UnorderedElementsAre("a", "b/c/d/e", ".hidden"));
  for (const WalkedFile& file : content.files) {
    struct stat facts {};
    ASSERT_EQ(stat(file.path.c_str(), &facts), 0);
    EXPECT_EQ(file.found.file.size, static_cast<std::uint64_t>(facts.st_size));
    EXPECT_EQ(file.found.identity, FileIdentity(facts.st_dev, facts.st_ino));
    EXPECT_FALSE(file.found.is_symlink);
  }
}

TEST(WalkFolder, FollowsLinkedFoldersOnRequestAndOnce) {
  const TempFolder folder;
  const TempFolder outside;
  outside.write("x", "");
  folder.write("real/file", "");
  std::filesystem::create_directory_symlink("..", folder.path() / "real" / "up");
  std::filesystem::create_directory_symlink(outside.path(), folder.path() / "b-link");
  std::filesystem::create_directory_symlink(outside.path(), folder.path() / "a-link");
  std::filesystem::create_directory_symlink("real", folder.path() / "0-first-in-order");

  const Walked plain = walk(folder.path().string(), false);
  EXPECT_THAT(names(plain, folder), ElementsAre("real/file"));
  EXPECT_EQ(plain.symlinked_folders.size(), 4U);

  const Walked followed = walk(folder.path().string(), true);
  EXPECT_THAT(names(followed, folder), UnorderedElementsAre("real/file", "a-link/x"));
  EXPECT_THAT(followed.symlinked_folders, IsEmpty());
  EXPECT_THAT(followed.problems, IsEmpty());
}

// A chain of folders whose path is longer than the system can open.
TEST(WalkFolder, APathThatIsTooLongIsAProblem) {
  const TempFolder folder;
  const std::string name(200, 'd');
  int at = open(folder.path().c_str(), O_RDONLY | O_DIRECTORY);
  for (int depth = 0; depth < 40; ++depth) {
    const int file = openat(at, "file", O_CREAT | O_WRONLY, 0600);
    close(file);
    ASSERT_EQ(mkdirat(at, name.c_str(), 0700), 0);
    const int next = openat(at, name.c_str(), O_RDONLY | O_DIRECTORY);
    close(at);
    at = next;
  }
  close(at);
  const Walked content = walk(folder.path().string(), false);
  EXPECT_GE(content.files.size(), 19U);
  ASSERT_EQ(content.problems.size(), 1U);
  EXPECT_STREQ(content.problems[0].reason, "path-too-long");
  EXPECT_EQ(content.problems[0].error, ENAMETOOLONG);
}

TEST(WalkFolder, AFileNameThatMakesThePathTooLongIsAProblem) {
  const TempFolder folder;
  const std::string name(100, 'd');
  std::string path = folder.path().string();
  int at = open(path.c_str(), O_RDONLY | O_DIRECTORY);
  while (path.size() + 1 + name.size() <= 4000) {
    ASSERT_EQ(mkdirat(at, name.c_str(), 0700), 0);
    const int next = openat(at, name.c_str(), O_RDONLY | O_DIRECTORY);
    close(at);
    at = next;
    path += '/' + name;
  }
  const std::string longest(PATH_MAX - path.size() - 2, 'f');
  close(openat(at, longest.c_str(), O_CREAT | O_WRONLY, 0600));
  close(openat(at, (longest + 'f').c_str(), O_CREAT | O_WRONLY, 0600));
  close(at);
  const Walked content = walk(folder.path().string(), false);
  ASSERT_EQ(content.files.size(), 1U);
  EXPECT_EQ(content.files[0].path, path + '/' + longest);
  EXPECT_EQ(access(content.files[0].path.c_str(), R_OK), 0);
  ASSERT_EQ(content.problems.size(), 1U);
  EXPECT_STREQ(content.problems[0].reason, "path-too-long");
}

TEST(WalkFolder, AMissingFolderIsUnreadable) {
  const TempFolder folder;
  const Walked content = walk(folder.file("missing"), false);
  ASSERT_EQ(content.problems.size(), 1U);
  EXPECT_STREQ(content.problems[0].reason, "unreadable-folder");
  EXPECT_EQ(content.problems[0].error, ENOENT);
}

}  // namespace
}  // namespace trailsift::io

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rule_loading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temp_folder.h"
#include "trailsift/cli/embedded_rules.h"
#include "trailsift/sigma/packed_yaml.h"
#include "trailsift/sigma/rule_digest.h"

namespace trailsift::cli::rule_loading_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

std::string rule(const std::string& name) {
  return "title: Rule " + name + "\nname: " + name +
         "\nlevel: low\nlogsource:\n  product: aws\n  service: cloudtrail\n"
         "detection:\n  selection:\n    eventName: X\n  condition: selection\n";
}

std::vector<std::string> names_of(const LoadedRules& loaded) {
  std::vector<std::string> names;
  for (const sigma::Rule& rule : loaded.rules) names.push_back(rule.name);
  return names;
}

TEST(EmbeddedRules, AreTheFilesOfTheRepository) {
  std::vector<std::string> on_disk;
  const std::filesystem::path root = std::filesystem::path(TRAILSIFT_SOURCE_DIR) / "rules";
  if (std::filesystem::exists(root)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() == ".yml") {
        on_disk.push_back(std::filesystem::relative(entry.path(), root).string());
      }
    }
  }
  std::sort(on_disk.begin(), on_disk.end());
  std::vector<std::string> embedded;
  std::vector<std::string_view> texts;
  for (const EmbeddedRule& file : embedded_rules().files) {
    embedded.emplace_back(file.path);
    texts.push_back(file.text);
    EXPECT_EQ(file.text, testing::read_file((root / file.path).string())) << file.path;
    EXPECT_EQ(file.tree, sigma::pack_yaml(sigma::read_yaml(file.text))) << file.path;
  }
  EXPECT_EQ(embedded, on_disk);
  EXPECT_EQ(embedded_rules().digest, sigma::digest_rules(texts));
}

TEST(LoadRules, ReadsTheBuiltInRulesWithoutAnError) {
  const auto loaded = load_rules({});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded.value().files, embedded_rules().files.size());
  for (const sigma::Diagnostic& problem : loaded.value().diagnostics) {
    ADD_FAILURE() << problem.to_string();
  }
}

TEST(LoadRules, ReadsFilesAndFoldersInOrder) {
  const TempFolder folder;
  folder.write("b.yml", rule("b"));
  folder.write("a/z.yaml", rule("z"));
  folder.write("a/readme.md", "not a rule");
  const std::string other = folder.write("extra.txt", rule("extra"));
  const auto loaded = load_rules({false, {other, folder.path().string()}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(names_of(loaded.value()), ElementsAre("extra", "z", "b"));
  EXPECT_EQ(loaded.value().files, 3U);
  EXPECT_EQ(loaded.value().documents, 3U);
}

TEST(LoadRules, DoesNotGoIntoHiddenFolders) {
  const TempFolder folder;
  folder.write(".github/workflows/a.yml", "on: push\n");
  folder.write(".rules/b/b.yml", rule("b"));
  const auto loaded = load_rules({false, {folder.file(".rules")}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(names_of(loaded.value()), ElementsAre("b"));
  const auto all = load_rules({false, {folder.path().string()}});
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().code, "no-rules");
}

TEST(LoadRules, FollowsLinksButNotInCircles) {
  const TempFolder folder;
  folder.write("shared/a.yml", rule("a"));
  folder.write("rules/b.yml", rule("b"));
  std::filesystem::create_symlink("../shared", folder.file("rules/linked"));
  std::filesystem::create_symlink("..", folder.file("shared/back"));
  std::filesystem::create_symlink(".", folder.file("rules/self"));
  const auto loaded = load_rules({false, {folder.file("rules")}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(names_of(loaded.value()), ElementsAre("b", "a"));
  std::filesystem::create_symlink("nowhere", folder.file("rules/c.yml"));
  const auto broken = load_rules({false, {folder.file("rules")}});
  ASSERT_TRUE(broken);
  EXPECT_TRUE(has_error(broken.value().diagnostics));
}

TEST(LoadRules, AFileThatCannotBeReadIsOneRefused) {
  const TempFolder folder;
  folder.write("a.yml", rule("a"));
  const std::string large = folder.write("large.yml", std::string((4U << 20) + 1, '#'));
  const auto loaded = load_rules({false, {folder.path().string()}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(names_of(loaded.value()), ElementsAre("a"));
  EXPECT_EQ(loaded.value().documents, 2U);
  ASSERT_EQ(loaded.value().diagnostics.size(), 1U);
  EXPECT_EQ(loaded.value().diagnostics[0].code, "file-too-large");
  EXPECT_EQ(loaded.value().diagnostics[0].file, large);
}

TEST(LoadRules, ReadsAFileOnceHoweverItIsReached) {
  const TempFolder folder;
  const std::string file = folder.write("a.yml", rule("a"));
  std::filesystem::create_symlink("a.yml", folder.file("b.yml"));
  const auto loaded = load_rules({false, {file, folder.path().string(), folder.file("./a.yml")}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(names_of(loaded.value()), ElementsAre("a"));
}

TEST(LoadRules, TellsWhatCannotBeRead) {
  const TempFolder folder;
  std::filesystem::create_directory(folder.file("empty"));
  ASSERT_EQ(::mkfifo(folder.file("fifo").c_str(), 0600), 0);
  const struct {
    std::string path;
    std::string code;
  } cases[] = {{folder.file("missing.yml"), "cannot-read"},
               {folder.file("empty"), "no-rules"},
               {folder.file("fifo"), "cannot-read"},
               {folder.write("large.yml", std::string((4U << 20) + 1, '#')), "file-too-large"}};
  for (const auto& [path, code] : cases) {
    const auto loaded = load_rules({false, {path}});
    ASSERT_FALSE(loaded) << path;
    EXPECT_EQ(loaded.error().code, code) << path;
    EXPECT_EQ(loaded.error().location.file, path);
  }
}

TEST(LoadRules, KeepsBadRulesAsDiagnosticsWithTheirPlace) {
  const TempFolder folder;
  const std::string file = folder.write("a.yml", "title: [\n");
  const auto loaded = load_rules({false, {file}});
  ASSERT_TRUE(loaded);
  ASSERT_TRUE(has_error(loaded.value().diagnostics));
  EXPECT_THAT(loaded.value().diagnostics.front().to_string(), HasSubstr(file + ":"));
}

TEST(LoadRules, DigestsTheTextsAndNotTheirPlaces) {
  const TempFolder one;
  const TempFolder two;
  const std::string a = one.write("a.yml", rule("a"));
  const std::string b = one.write("b.yml", rule("b"));
  const std::string moved_a = two.write("x/renamed.yaml", rule("a"));
  const auto digest = [](const std::vector<std::string>& paths) {
    return load_rules({false, paths}).value().digest;
  };
  EXPECT_TRUE(digest({a}).starts_with("sha256:"));
  EXPECT_EQ(digest({a}).size(), 7U + 64U);
  EXPECT_EQ(digest({a, b}), digest({b, a}));
  EXPECT_EQ(digest({a}), digest({moved_a}));
  EXPECT_NE(digest({a}), digest({b}));
  EXPECT_NE(digest({a}), digest({a, b}));
}

}  // namespace
}  // namespace trailsift::cli::rule_loading_test

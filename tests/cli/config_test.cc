// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace trailsift::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ParseConfig, ReadsEveryList) {
  const auto config = parse_config(
      "home_regions: [eu-central-1, eu-west-1]\n"
      "trusted_networks:\n"
      "  - 203.0.113.0/24\n"
      "  - 2001:db8::/32\n"
      "  - 198.51.100.7\n"
      "trusted_accounts: '111122223333'\n"
      "known_images: [ami-1]\n"
      "auditors: []\n"
      "placeholders:\n"
      "  breakglass_users: [alice, bob]\n"
      "  buckets: logs\n",
      "site.yml");
  ASSERT_TRUE(config) << config.error().to_string();
  const detect::Placeholders& lists = config.value().lists;
  EXPECT_EQ(lists.size(), 7U);
  EXPECT_THAT(lists.at("home_regions"), ElementsAre("eu-central-1", "eu-west-1"));
  EXPECT_THAT(lists.at("trusted_networks"),
              ElementsAre("203.0.113.0/24", "2001:db8::/32", "198.51.100.7"));
  EXPECT_THAT(lists.at("trusted_accounts"), ElementsAre("111122223333"));
  EXPECT_THAT(lists.at("auditors"), IsEmpty()) << "configured to hold nothing";
  EXPECT_THAT(lists.at("breakglass_users"), ElementsAre("alice", "bob"));
  EXPECT_THAT(lists.at("buckets"), ElementsAre("logs"));
}

TEST(ParseConfig, TakesAnAccountWithoutQuotesAsItIsWritten) {
  const auto config = parse_config("trusted_accounts: [011122223333]\n", "site.yml");
  ASSERT_TRUE(config) << config.error().to_string();
  EXPECT_THAT(config.value().lists.at("trusted_accounts"), ElementsAre("011122223333"));
}

TEST(ParseConfig, TakesAnEmptyFile) {
  for (const char* text : {"", "# nothing yet\n", "---\n"}) {
    const auto config = parse_config(text, "site.yml");
    ASSERT_TRUE(config) << text << config.error().to_string();
    EXPECT_THAT(config.value().lists, IsEmpty());
  }
}

TEST(ParseConfig, TellsWhatIsWrongAndWhere) {
  const struct {
    const char* yaml;
    const char* begins;  // of the error's text
    const char* hint;
  } cases[] = {
      {"home_region: [eu-west-1]\n", "site.yml:1:1: there is no key \"home_region\"",
       "did you mean home_regions?"},
      {"\nxyzzy: 1\n", "site.yml:2:1: there is no key \"xyzzy\"", "known keys: "},
      {"home_regions: [eu-west-1, Frankfurt]\n",
       "site.yml:1:27: \"home_regions\" does not take \"Frankfurt\"", "a region such as"},
      {"trusted_networks:\n  - 10.0.0.0/33\n",
       "site.yml:2:5: \"trusted_networks\" does not take \"10.0.0.0/33\"", "203.0.113.0/24"},
      {"trusted_accounts: 12345\n", "site.yml:1:19: \"trusted_accounts\" does not take \"12345\"",
       "twelve digits"},
      {"auditors:\n", "site.yml:1:1: \"auditors\" is a list", "write []"},
      {"auditors: {a: b}\n", "site.yml:1:11: \"auditors\" is a list", "write []"},
      {"auditors: [[a]]\n", "site.yml:1:12: \"auditors\" does not take this value", ""},
      {"auditors: ['']\n", "site.yml:1:12: \"auditors\" does not take \"\"", ""},
      {"auditors: [~]\n", "site.yml:1:12: \"auditors\" does not take", ""},
      {"placeholders: {home_regions: [nowhere]}\n",
       "site.yml:1:31: \"home_regions\" does not take \"nowhere\"",
       "each value is a region such as eu-west-1"},
      {"placeholders: [a]\n", "site.yml:1:15: placeholders holds names", ""},
      {"auditors: [a]\nplaceholders: {auditors: [b]}\n",
       "site.yml:2:16: \"auditors\" is given twice", ""},
      {"- home_regions\n", "site.yml:1:1: ", ""},
      {"text\n", "site.yml:1:1: ", ""},
      {"home_regions: [eu-west-1\n", "site.yml:", ""},
      {"auditors: [a]\nauditors: [b]\n", "site.yml:2:1: ", ""},
      {"auditors: [a]\n---\nauditors: [b]\n", "site.yml:", ""},
  };
  for (const auto& [yaml, begins, hint] : cases) {
    const auto config = parse_config(yaml, "site.yml");
    ASSERT_FALSE(config) << yaml;
    EXPECT_TRUE(config.error().to_string().starts_with(begins))
        << yaml << "gives " << config.error().to_string();
    EXPECT_THAT(config.error().hint, HasSubstr(hint)) << yaml;
  }
}

TEST(ReadConfig, NamesAFileThatCannotBeRead) {
  const testing::TempFolder folder;
  const auto config = read_config(folder.file("missing.yml"));
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().location.file, folder.file("missing.yml"));
  EXPECT_TRUE(read_config(folder.write("site.yml", "auditors: [a]\n")));
}

TEST(ReadConfig, TakesAddressesFromFilesToo) {
  const testing::TempFolder folder;
  folder.write("conf/a.txt", "10.0.0.1\n");
  folder.write("b.json", R"(["{\"configuration\":{\"publicIp\":\"10.0.0.2\"}}"])");
  const auto known = [&folder](const std::string& yaml) {
    return read_config(folder.write("conf/site.yml", yaml));
  };
  for (const char* yaml : {"known_ips_file: [a.txt, ../b.json]\nknown_ips: 10.0.0.9\n",
                           "known_ips: 10.0.0.9\nknown_ips_file: [a.txt, ../b.json]\n"}) {
    const auto config = known(yaml);
    ASSERT_TRUE(config) << config.error().to_string();
    EXPECT_THAT(config.value().lists.at("known_ips"),
                ElementsAre("10.0.0.9", "10.0.0.1", "10.0.0.2"));
  }
  EXPECT_THAT(known("known_ips_file: a.txt\n").value().lists.at("known_ips"),
              ElementsAre("10.0.0.1"));
  folder.write("conf/a.txt", "10.0.0.1\nhere\n");
  EXPECT_THAT(known("known_ips_file: a.txt\n").error().to_string(), HasSubstr("conf/a.txt:2: "));
  EXPECT_THAT(known("known_ips_file: c.txt\n").error().to_string(), HasSubstr("conf/c.txt: "));
}

TEST(ParseConfig, TakesPathsOfRulesFromItsOwnFolder) {
  const auto config =
      parse_config("rules: [ours/, ../shared/a.yml, /etc/rules]\n", "conf/site.yml");
  ASSERT_TRUE(config) << config.error().to_string();
  EXPECT_THAT(config.value().rule_paths, ElementsAre("conf/ours/", "shared/a.yml", "/etc/rules"));
  EXPECT_TRUE(config.value().lists.empty());
  const auto here = parse_config("rules: ours\n", "site.yml");
  ASSERT_TRUE(here);
  EXPECT_THAT(here.value().rule_paths, ElementsAre("ours"));
  EXPECT_EQ(parse_config("rules: ['']\n", "f").error().code, "bad-value");
  EXPECT_EQ(parse_config("rules: {a: b}\n", "f").error().code, "bad-value");
  EXPECT_EQ(parse_config("rules: a\nrules: b\n", "f").error().code, "repeated-key");
  EXPECT_EQ(parse_config("rulse: a\n", "f").error().hint, "did you mean rules?");
}

}  // namespace
}  // namespace trailsift::cli

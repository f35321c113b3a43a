// SPDX-License-Identifier: Apache-2.0
// What every built-in rule has to say, and how it says it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "detect/text_template.h"
#include "tests/rules/rule_library.h"
#include "tests/rules/rule_runner.h"
#include "trailsift/model/derived.h"
#include "trailsift/model/field_query.h"
#include "trailsift/model/single_event.h"
#include "trailsift/report/indicator.h"

namespace trailsift::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

// MITRE ATT&CK for Enterprise: the tactics of its cloud matrix, and the techniques in use here.
const std::set<std::string> kTactics = {
    "initial-access",  "execution",         "persistence", "privilege-escalation",
    "defense-evasion", "credential-access", "discovery",   "lateral-movement",
    "collection",      "exfiltration",      "impact"};
const std::set<std::string> kTechniques = {
    "t1003.003",  // OS Credential Dumping: NTDS
    "t1021.004",  // Remote Services: SSH
    "t1021.007",  // Remote Services: Cloud Services
    "t1021.008",  // Remote Services: Direct Cloud VM Connections
    "t1040",      // Network Sniffing
    "t1053",      // Scheduled Task/Job
    "t1059.009",  // Command and Scripting Interpreter: Cloud API
    "t1069.003",  // Permission Groups Discovery: Cloud Groups
    "t1070",      // Indicator Removal
    "t1074.002",  // Data Staged: Remote Data Staging
    "t1078.004",  // Valid Accounts: Cloud Accounts
    "t1087.004",  // Account Discovery: Cloud Account
    "t1090",      // Proxy
    "t1098",      // Account Manipulation
    "t1098.001",  // Account Manipulation: Additional Cloud Credentials
    "t1098.003",  // Account Manipulation: Additional Cloud Roles
    "t1098.004",  // Account Manipulation: SSH Authorized Keys
    "t1098.005",  // Account Manipulation: Device Registration
    "t1110",      // Brute Force
    "t1110.001",  // Brute Force: Password Guessing
    "t1110.003",  // Brute Force: Password Spraying
    "t1113",      // Screen Capture
    "t1133",      // External Remote Services
    "t1136.003",  // Create Account: Cloud Account
    "t1195",      // Supply Chain Compromise
    "t1199",      // Trusted Relationship
    "t1484.002",  // Domain or Tenant Policy Modification: Trust Modification
    "t1485",      // Data Destruction
    "t1485.001",  // Data Destruction: Lifecycle-Triggered Deletion
    "t1486",      // Data Encrypted for Impact
    "t1489",      // Service Stop
    "t1490",      // Inhibit System Recovery
    "t1496",      // Resource Hijacking
    "t1496.001",  // Resource Hijacking: Compute Hijacking
    "t1496.003",  // Resource Hijacking: SMS Pumping
    "t1496.004",  // Resource Hijacking: Cloud Service Hijacking
    "t1518.001",  // Software Discovery: Security Software Discovery
    "t1525",      // Implant Internal Image
    "t1526",      // Cloud Service Discovery
    "t1528",      // Steal Application Access Token
    "t1530",      // Data from Cloud Storage
    "t1531",      // Account Access Removal
    "t1535",      // Unused/Unsupported Cloud Regions
    "t1537",      // Transfer Data to Cloud Account
    "t1546",      // Event Triggered Execution
    "t1548.005",  // Abuse Elevation Control Mechanism: Temporary Elevated Cloud Access
    "t1550.001",  // Use Alternate Authentication Material: Application Access Token
    "t1552",      // Unsecured Credentials
    "t1552.001",  // Unsecured Credentials: Credentials In Files
    "t1552.005",  // Unsecured Credentials: Cloud Instance Metadata API
    "t1555.006",  // Credentials from Password Stores: Cloud Secrets Management Stores
    "t1556",      // Modify Authentication Process
    "t1556.006",  // Modify Authentication Process: Multi-Factor Authentication
    "t1557",      // Adversary-in-the-Middle
    "t1562",      // Impair Defenses
    "t1562.001",  // Impair Defenses: Disable or Modify Tools
    "t1562.007",  // Impair Defenses: Disable or Modify Cloud Firewall
    "t1562.008",  // Impair Defenses: Disable or Modify Cloud Logs
    "t1565.001",  // Data Manipulation: Stored Data Manipulation
    "t1566",      // Phishing
    "t1567",      // Exfiltration Over Web Service
    "t1567.002",  // Exfiltration Over Web Service: Exfiltration to Cloud Storage
    "t1578",      // Modify Cloud Compute Infrastructure
    "t1578.001",  // Modify Cloud Compute Infrastructure: Create Snapshot
    "t1578.002",  // Modify Cloud Compute Infrastructure: Create Cloud Instance
    "t1578.003",  // Modify Cloud Compute Infrastructure: Delete Cloud Instance
    "t1578.005",  // Modify Cloud Compute Infrastructure: Modify Cloud Compute Configurations
    "t1580",      // Cloud Infrastructure Discovery
    "t1583.001",  // Acquire Infrastructure: Domains
    "t1584.001",  // Compromise Infrastructure: Domains
    "t1609",      // Container Administration Command
    "t1610",      // Deploy Container
    "t1619",      // Cloud Storage Object Discovery
    "t1648",      // Serverless Execution
    "t1649",      // Steal or Forge Authentication Certificates
    "t1651",      // Cloud Administration Command
    "t1654",      // Log Enumeration
    "t1657",      // Financial Theft
    "t1666",      // Modify Cloud Resource Hierarchy
};

bool matches(const std::string& text, const char* pattern) {
  return std::regex_match(text, std::regex(pattern));
}

TEST(BuiltinRuleText, IsReadWithoutAnyDiagnostic) {
  ASSERT_THAT(builtin_rules(), Not(IsEmpty()));
  for (const BuiltinRule& builtin : builtin_rules()) {
    for (const sigma::Diagnostic& diagnostic : builtin.file.diagnostics) {
      ADD_FAILURE() << diagnostic.to_string();
    }
    EXPECT_EQ(builtin.file.documents, 1U) << builtin.stem;
    EXPECT_THAT(builtin.file.rules, SizeIs(1)) << builtin.stem;
  }
}

TEST(BuiltinRuleText, IdsAndNamesAreUnique) {
  std::set<std::string> ids;
  std::set<std::string> names;
  std::set<std::string> titles;
  for (const sigma::Rule& rule : all_rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
    EXPECT_TRUE(titles.insert(rule.title).second) << rule.title;
    EXPECT_TRUE(
        matches(rule.id, "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"))
        << rule.name << ": " << rule.id << " is not a random UUID";
    EXPECT_TRUE(matches(rule.name, "aws(-[a-z0-9]+)+")) << rule.name;
  }
}

TEST(BuiltinRuleText, SaysAllThatAResponderNeeds) {
  for (const sigma::Rule& rule : all_rules()) {
    SCOPED_TRACE(rule.name);
    EXPECT_THAT(rule.title, Not(IsEmpty()));
    EXPECT_LE(rule.title.size(), 100U);
    EXPECT_THAT(rule.description, Not(IsEmpty()));
    EXPECT_THAT(rule.status, AnyOf("stable", "test", "experimental"));
    EXPECT_EQ(rule.author, "trailsift");
    EXPECT_TRUE(matches(rule.date, "[0-9]{4}-[0-9]{2}-[0-9]{2}"));
    EXPECT_TRUE(rule.level.has_value());
    EXPECT_THAT(rule.references, Not(IsEmpty()));
    EXPECT_THAT(rule.references, Each(StartsWith("https://")));
    EXPECT_THAT(rule.false_positives, Not(IsEmpty()));
    EXPECT_THAT(rule.presentation.summary, Not(IsEmpty()));
    EXPECT_TRUE(rule.presentation.summary.ends_with("."));
    EXPECT_THAT(rule.presentation.next_steps, Not(IsEmpty()));
  }
}

// Then every window of the correlation holds a whole period, and whoever is in it is seen.
TEST(BuiltinRuleText, OncePerIsAtMostHalfOfWhatCorrelationsLookAt) {
  std::size_t looked_at = 0;
  for (const sigma::Rule& correlation : all_rules()) {
    if (!correlation.correlation) continue;
    for (const sigma::Rule& rule : with_referenced(correlation)) {
      if (rule.presentation.once_per_seconds == 0) continue;
      ++looked_at;
      EXPECT_LE(2 * rule.presentation.once_per_seconds, correlation.correlation->timespan_seconds)
          << rule.name << ", which feeds " << correlation.name;
    }
  }
  EXPECT_GT(looked_at, 0U);
}

TEST(BuiltinRuleText, TagsAreAttackTacticsAndTechniques) {
  for (const BuiltinRule& builtin : builtin_rules()) {
    const std::string folder = builtin.stem.substr(0, builtin.stem.find('/'));
    for (const sigma::Rule& rule : builtin.file.rules) {
      bool has_technique = false;
      for (const std::string& tag : rule.tags) {
        ASSERT_THAT(tag, StartsWith("attack.")) << rule.name;
        const std::string name = tag.substr(7);
        const bool technique = matches(name, "t[0-9]{4}(\\.[0-9]{3})?");
        has_technique = has_technique || technique;
        EXPECT_TRUE(technique ? kTechniques.contains(name) : kTactics.contains(name))
            << rule.name << ": " << tag;
      }
      EXPECT_TRUE(has_technique) << rule.name;
      EXPECT_THAT(rule.tags, Contains("attack." + folder)) << builtin.stem;
    }
  }
}

TEST(BuiltinRuleText, NoTechniqueIsListedThatNoRuleUses) {
  std::set<std::string> used;
  for (const sigma::Rule& rule : all_rules()) used.insert(rule.tags.begin(), rule.tags.end());
  for (const std::string& technique : kTechniques) {
    EXPECT_TRUE(used.contains("attack." + technique)) << technique;
  }
}

TEST(BuiltinRuleText, SaysWhichIndicatorsItServes) {
  std::set<std::string> known;
  for (const report::Indicator& indicator : report::indicators()) known.emplace(indicator.id);
  for (const sigma::Rule& rule : all_rules()) {
    EXPECT_THAT(rule.presentation.serves, Not(IsEmpty())) << rule.name;
    for (const std::string& indicator : rule.presentation.serves) {
      EXPECT_TRUE(known.contains(indicator)) << rule.name << ": " << indicator;
    }
  }
}

TEST(BuiltinRuleText, EveryIndicatorHasARule) {
  std::set<std::string> served;
  for (const sigma::Rule& rule : all_rules()) {
    served.insert(rule.presentation.serves.begin(), rule.presentation.serves.end());
  }
  for (const report::Indicator& indicator : report::indicators()) {
    EXPECT_TRUE(served.contains(std::string(indicator.id))) << indicator.id << " has no rule";
  }
}

std::vector<std::string> sentences(const sigma::Rule& rule) {
  std::vector<std::string> all = rule.presentation.next_steps;
  all.push_back(rule.presentation.summary);
  return all;
}

bool reaches_a_value(const std::string& path, const std::vector<Scenario>& files) {
  for (const Scenario& scenario : files) {
    for (const std::string& json : scenario.records) {
      SingleEvent record(json);
      if (!record.ok()) continue;
      derive(record.event(), record.arena());
      if (!first_value(record.event(), resolve_field(path), record.arena()).is_null()) return true;
    }
  }
  return false;
}

// "{stop_credential}" knows whose the key is, and "{region_option}" in which regions to look.
TEST(BuiltinRuleText, CommandsForCredentialsAreWrittenInOnePlace) {
  for (const sigma::Rule& rule : all_rules()) {
    for (const std::string& step : rule.presentation.next_steps) {
      EXPECT_THAT(step, Not(HasSubstr("--access-key-id {credential}"))) << rule.name;
      EXPECT_THAT(step, Not(HasSubstr("AttributeValue={credential}"))) << rule.name;
      EXPECT_THAT(step, Not(HasSubstr("the owner of {actor_name}"))) << rule.name;
      const bool looks_up = step.find("cloudtrail lookup-events") != std::string::npos;
      EXPECT_EQ(looks_up, step.find("{region_option}") != std::string::npos) << rule.name;
      const bool stops_key = step.find("update-access-key") != std::string::npos;
      EXPECT_EQ(stops_key, step.find("update-access-key --user-name ") != std::string::npos)
          << rule.name;
    }
  }
}

// A path that no test event has is most likely misspelt.
TEST(BuiltinRuleText, PlaceholdersAreFilledByItsOwnEvents) {
  for (const BuiltinRule& builtin : builtin_rules()) {
    const std::vector<Scenario> files = scenarios(builtin.stem, "match");
    for (const sigma::Rule& rule : builtin.file.rules) {
      for (const std::string& sentence : sentences(rule)) {
        for (const std::string& path : detect::template_fields(sentence)) {
          EXPECT_TRUE(reaches_a_value(path, files)) << rule.name << ": {" << path << "}";
        }
      }
    }
  }
}

TEST(BuiltinRuleText, FieldsToShowAreInItsOwnEvents) {
  for (const BuiltinRule& builtin : builtin_rules()) {
    const std::vector<Scenario> files = scenarios(builtin.stem, "match");
    for (const sigma::Rule& rule : builtin.file.rules) {
      for (const std::string& path : rule.fields) {
        EXPECT_TRUE(reaches_a_value(path, files)) << rule.name << ": " << path;
      }
    }
  }
}

TEST(BuiltinRuleText, NoTestEventsAreLeftOver) {
  std::set<std::string> stems;
  for (const BuiltinRule& builtin : builtin_rules()) stems.insert(builtin.stem);
  for (const std::string& stem : stems_with_events()) {
    EXPECT_TRUE(stems.contains(stem)) << stem << " has test events and no rule";
  }
}

}  // namespace
}  // namespace trailsift::testing

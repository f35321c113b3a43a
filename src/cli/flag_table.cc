// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/flag_table.h"

#include <algorithm>
#include <array>

#include "trailsift/sigma/rule.h"

namespace trailsift::cli {
namespace {

constexpr std::string_view kOutputFlags = "Output";
constexpr std::string_view kRuleFlags = "Rules and site";
constexpr std::string_view kFilterFlags = "What to read";
constexpr std::string_view kLimitFlags = "Work and limits";
constexpr std::string_view kOtherFlags = "Other";

// Names with a comma between them, as text that lives as long as the program.
template <const auto& kNames>
struct Joined {
  static constexpr std::string_view kSeparator = ", ";

  static constexpr std::size_t size() {
    std::size_t total = 0;
    for (const std::string_view name : kNames) total += name.size() + kSeparator.size();
    return total - kSeparator.size();
  }

  static constexpr auto kBytes = [] {
    std::array<char, size()> bytes{};
    char* out = bytes.data();
    for (const std::string_view name : kNames) {
      if (out != bytes.data()) out = std::copy(kSeparator.begin(), kSeparator.end(), out);
      out = std::copy(name.begin(), name.end(), out);
    }
    return bytes;
  }();

  static constexpr std::string_view kText = {kBytes.data(), kBytes.size()};
};

constexpr std::string_view kLevels = Joined<sigma::kLevelNames>::kText;
constexpr std::string_view kStatuses = Joined<sigma::kStatusNames>::kText;
constexpr std::string_view kTimes =
    "a date such as 2023-07-10 or a time such as 2023-07-10T11:57:50Z, without a zone in UTC";
constexpr std::string_view kRegions = "a region such as eu-west-1";

constexpr std::string_view kRuleNames = "the id or the name of a rule";

constexpr bool kRepeatable = true;
constexpr bool kShapesFindings = true;

// id, category, name, short, value, allowed, default, repeatable, shapes findings, help
constexpr Flag kFlags[] = {
    {FlagId::kFormat, kOutputFlags, "format", 0, "FORMAT", "text, json, jsonl", "text", false,
     false,
     "Text to read, one JSON document with the summary in it, or one JSON object per finding and "
     "line."},
    {FlagId::kOutput, kOutputFlags, "output", 'o', "FILE", "a file in a folder that can be written",
     "", false, false,
     "Write the findings to FILE instead of standard output. The file is written whole or not at "
     "all, and never in place of logs or of anything packed."},
    {FlagId::kMinLevel, kOutputFlags, "min-level", 0, "LEVEL", kLevels, "low", false,
     kShapesFindings, "Leave out findings below LEVEL."},
    {FlagId::kFailOn, kOutputFlags, "fail-on", 0, "LEVEL", kLevels, "", false, false,
     "End with status 1 when there is a finding at or above LEVEL, shown or not."},
    {FlagId::kColour, kOutputFlags, "color", 0, "WHEN", "auto, always, never", "auto", false, false,
     "Colour in text: on a terminal, always, or never. With auto, a NO_COLOR variable that is not "
     "empty means never."},
    {FlagId::kStats, kOutputFlags, "stats", 0, "", "", "", false, false,
     "Name the ten loudest rules in the summary, those below --min-level among them, so that you "
     "can tune them."},
    {FlagId::kQuiet, kOutputFlags, "quiet", 'q', "", "", "", false, false,
     "Write nothing to standard error but errors: no opening line, progress, warnings or summary."},
    {FlagId::kNoProgress, kOutputFlags, "no-progress", 0, "", "", "", false, false,
     "Show no progress. It is shown on a terminal only, on standard error."},

    {FlagId::kRules, kRuleFlags, "rules", 0, "PATH", "a rule file, or a folder with *.yml files",
     "", kRepeatable, kShapesFindings,
     "Add the Sigma rules of a file, or of every *.yml and *.yaml file below a folder, but not in "
     "hidden folders within it. A rule with the id or the name of a built-in one takes its place."},
    {FlagId::kNoBuiltinRules, kRuleFlags, "no-builtin-rules", 0, "", "", "", false, kShapesFindings,
     "Use the rules of --rules alone."},
    {FlagId::kConfig, kRuleFlags, "config", 0, "FILE", "a file in the form of trailsift.yml", "",
     false, kShapesFindings,
     "Read what belongs to your site (home regions, trusted networks and accounts and the like) "
     "and "
     "the paths of its rules from FILE. trailsift config init writes one to fill in. Without this "
     "flag no configuration is read, not even a trailsift.yml in the current folder."},
    {FlagId::kRule, kRuleFlags, "rule", 0, "RULE", kRuleNames, "", kRepeatable, kShapesFindings,
     "Only this rule. A correlation brings the rules that it refers to with it, but their matches "
     "are no findings."},
    {FlagId::kExcludeRule, kRuleFlags, "exclude-rule", 0, "RULE", kRuleNames, "", kRepeatable,
     kShapesFindings, "Leave out this rule, and the correlations that refer to it."},
    {FlagId::kTag, kRuleFlags, "tag", 0, "TAG", "a tag such as attack.persistence", "", kRepeatable,
     kShapesFindings,
     "Only rules with this tag or one below it: attack.t1078 takes attack.t1078.004, too."},
    {FlagId::kStatus, kRuleFlags, "status", 0, "STATUS", kStatuses, "", kRepeatable,
     kShapesFindings, "Only rules of this status."},
    {FlagId::kLevel, kRuleFlags, "level", 0, "LEVEL", kLevels, "", false, kShapesFindings,
     "Only rules at or above LEVEL. A rule without a level counts as medium."},
    {FlagId::kLenient, kRuleFlags, "lenient", 0, "", "", "", false, kShapesFindings,
     "Go on without the rules that are refused, instead of stopping at them. They are named and "
     "counted, and the status is 3."},
    {FlagId::kHomeRegion, kRuleFlags, "home-region", 0, "REGION", kRegions, "", kRepeatable,
     kShapesFindings,
     "A region that you work in. Overrides home_regions of the configuration; without either, home "
     "regions are inferred from where each account is active day after day."},
    {FlagId::kBaseline, kRuleFlags, "baseline", 0, "FILE", "a file that baseline build wrote", "",
     kRepeatable, kShapesFindings,
     "Take what baseline build learnt from earlier logs for known: who did what before, and how "
     "much is usual. Several add up. A rule that was learnt in another version is named and goes "
     "without."},
    {FlagId::kGroup, kRuleFlags, "group", 0, "HOW", "behaviour, none", "behaviour", false,
     kShapesFindings,
     "One finding per behaviour (the hits of one rule by one actor in one account without a pause "
     "longer than a day), or one per event. A correlation gives one for each group likewise, or "
     "one for each time that it is satisfied."},

    {FlagId::kSince, kFilterFlags, "since", 0, "TIME", kTimes, "", false, kShapesFindings,
     "Leave out events before TIME, and those without a time that can be read."},
    {FlagId::kUntil, kFilterFlags, "until", 0, "TIME", kTimes, "", false, kShapesFindings,
     "Leave out events at TIME and later, and those without a time that can be read."},
    {FlagId::kRegion, kFilterFlags, "region", 0, "REGION", kRegions, "", kRepeatable,
     kShapesFindings, "Only events of REGION."},
    {FlagId::kAccount, kFilterFlags, "account", 0, "ACCOUNT", "the twelve digits of an account", "",
     kRepeatable, kShapesFindings, "Only events of ACCOUNT."},
    {FlagId::kFollowSymlinks, kFilterFlags, "follow-symlinks", 0, "", "", "", false,
     kShapesFindings,
     "Go into folders that are symbolic links. Links to files are always followed."},

    {FlagId::kJobs, kLimitFlags, "jobs", 'j', "N", "1 to 256", "the number of cores", false, false,
     "Threads. The findings are the same for any number."},
    {FlagId::kMaxInflated, kLimitFlags, "max-inflated", 0, "SIZE",
     "1K to 1024G, a number of bytes or one followed by K, M or G", "4G", false, kShapesFindings,
     "How far one file may inflate. What lies behind is a loss."},
    {FlagId::kMaxRecord, kLimitFlags, "max-record", 0, "SIZE",
     "1K to 1G, a number of bytes or one followed by K, M or G", "16M", false, kShapesFindings,
     "How large one record may be. A larger one is a loss."},
    {FlagId::kMaxDepth, kLimitFlags, "max-depth", 0, "N", "1 to 1024", "128", false,
     kShapesFindings, "How deep a record may be nested. A deeper one is a loss."},
    {FlagId::kMaxKept, kLimitFlags, "max-kept", 0, "SIZE",
     "1M to 1024G, a number of bytes or one followed by K, M or G", "320M", false, kShapesFindings,
     "How much memory what is kept of one file may take: its matches and the ids of its events. "
     "What lies behind is a loss."},

    {FlagId::kListFormat, kOutputFlags, "format", 0, "FORMAT", "table, json, markdown", "table",
     false, false,
     "A table to read, JSON, or Markdown with what each rule finds, in order of indicators."},
    {FlagId::kTestFormat, kOutputFlags, "format", 0, "FORMAT", "text, junit", "text", false, false,
     "Text to read, or the XML that CI systems read."},
    {FlagId::kConfigOutput, kOutputFlags, "output", 'o', "FILE",
     "a file in a folder that can be written", "trailsift.yml", false, false,
     "Write the configuration to FILE."},
    {FlagId::kForce, kOutputFlags, "force", 0, "", "", "", false, false,
     "Write over a file that is there already."},
    {FlagId::kBaselineOutput, kOutputFlags, "output", 'o', "FILE",
     "a file in a folder that can be written", "", false, false,
     "Write what was learnt to FILE instead of standard output. The file is written whole or not "
     "at all, and never in place of logs or of anything packed."},
    {FlagId::kCheckNoBuiltinRules, kRuleFlags, "no-builtin-rules", 0, "", "", "", false,
     kShapesFindings, "Use the rules of each PATH and of the configuration alone."},
    {FlagId::kHelp, kOtherFlags, "help", 'h', "", "", "", false, false, "Show this text."},
};

constexpr FlagId kScanFlags[] = {
    FlagId::kFormat,         FlagId::kOutput,     FlagId::kMinLevel,
    FlagId::kFailOn,         FlagId::kColour,     FlagId::kStats,
    FlagId::kQuiet,          FlagId::kNoProgress, FlagId::kRules,
    FlagId::kNoBuiltinRules, FlagId::kConfig,     FlagId::kRule,
    FlagId::kExcludeRule,    FlagId::kTag,        FlagId::kStatus,
    FlagId::kLevel,          FlagId::kLenient,    FlagId::kHomeRegion,
    FlagId::kBaseline,       FlagId::kGroup,      FlagId::kSince,
    FlagId::kUntil,          FlagId::kRegion,     FlagId::kAccount,
    FlagId::kFollowSymlinks, FlagId::kJobs,       FlagId::kMaxInflated,
    FlagId::kMaxRecord,      FlagId::kMaxDepth,   FlagId::kMaxKept,
    FlagId::kHelp,
};
constexpr FlagId kBaselineBuildFlags[] = {
    FlagId::kBaselineOutput, FlagId::kQuiet,          FlagId::kNoProgress,
    FlagId::kRules,          FlagId::kNoBuiltinRules, FlagId::kConfig,
    FlagId::kRule,           FlagId::kExcludeRule,    FlagId::kTag,
    FlagId::kStatus,         FlagId::kLevel,          FlagId::kLenient,
    FlagId::kHomeRegion,     FlagId::kSince,          FlagId::kUntil,
    FlagId::kRegion,         FlagId::kAccount,        FlagId::kFollowSymlinks,
    FlagId::kJobs,           FlagId::kMaxInflated,    FlagId::kMaxRecord,
    FlagId::kMaxDepth,       FlagId::kMaxKept,        FlagId::kHelp,
};
constexpr FlagId kRulesListFlags[] = {
    FlagId::kListFormat,  FlagId::kRules, FlagId::kNoBuiltinRules, FlagId::kConfig, FlagId::kRule,
    FlagId::kExcludeRule, FlagId::kTag,   FlagId::kStatus,         FlagId::kLevel,  FlagId::kHelp,
};
constexpr FlagId kRulesShowFlags[] = {FlagId::kRules, FlagId::kNoBuiltinRules, FlagId::kConfig,
                                      FlagId::kHelp};
constexpr FlagId kRulesTestFlags[] = {FlagId::kTestFormat, FlagId::kCheckNoBuiltinRules,
                                      FlagId::kConfig, FlagId::kLenient, FlagId::kHelp};
constexpr FlagId kRulesCheckFlags[] = {
    FlagId::kCheckNoBuiltinRules,
    FlagId::kConfig,
    FlagId::kRule,
    FlagId::kExcludeRule,
    FlagId::kTag,
    FlagId::kStatus,
    FlagId::kLevel,
    FlagId::kLenient,
    FlagId::kHelp,
};

constexpr FlagId kConfigInitFlags[] = {FlagId::kConfigOutput, FlagId::kForce, FlagId::kHelp};
constexpr FlagId kConfigCheckFlags[] = {FlagId::kHelp};

constexpr Example kScanExamples[] = {
    {"trailsift scan ./AWSLogs", "everything below a folder, as aws s3 sync leaves it"},
    {"trailsift scan --min-level high --since 2023-07-01 ./AWSLogs", "what to look at first"},
    {"trailsift scan --format json -o report.json ./AWSLogs", "for a program to read"},
    {"trailsift scan --format jsonl ./AWSLogs | jq -r .summary", "one sentence per finding"},
    {"trailsift scan --config trailsift.yml --rules my-rules/ --fail-on high ./AWSLogs",
     "your own lists and rules; fails in a pipeline"},
    {"zcat *.json.gz | trailsift scan -", "from standard input"},
};
constexpr Example kBaselineBuildExamples[] = {
    {"trailsift baseline build -o october.jsonl ./AWSLogs-october", "what is usual in a month"},
    {"trailsift baseline build --until 2023-07-10 -o before.jsonl ./AWSLogs",
     "what was usual before a day"},
};
constexpr Example kRulesListExamples[] = {
    {"trailsift rules list", "the built-in rules"},
    {"trailsift rules list --no-builtin-rules --rules my-rules/ --format json",
     "your own, as JSON"},
};
constexpr Example kRulesShowExamples[] = {
    {"trailsift rules show aws-trail-stopped", "a built-in rule"},
};
constexpr Example kRulesTestExamples[] = {
    {"trailsift rules test my-rules/", "all test events below a folder"},
    {"trailsift rules test --format junit my-rules/ > rules.xml", "for a CI system"},
};
constexpr Example kRulesExplainExamples[] = {
    {"trailsift rules explain aws-trail-stopped events.json", "why it speaks, or does not"},
};
constexpr Example kRulesCheckExamples[] = {
    {"trailsift rules check my-rules/", "every rule file below a folder"},
    {"trailsift rules check --config trailsift.yml my-rules/", "with the lists of your site"},
};

constexpr Example kConfigInitExamples[] = {
    {"trailsift config init", "trailsift.yml in this folder, to fill in"},
    {"trailsift config init -o conf/site.yml", "somewhere else"},
};
constexpr Example kConfigCheckExamples[] = {
    {"trailsift config check", "trailsift.yml in this folder"},
    {"trailsift config check conf/site.yml", "another file"},
};

constexpr Command kCommands[] = {
    {"scan", "PATH...", "look for signs of compromise in CloudTrail logs",
     "Reads every CloudTrail log at each PATH (a file, a folder with everything below it, or - for "
     "standard input), compressed or not, whatever the files are called, and reports what the "
     "rules find. Findings go to standard output and nothing else does; progress, warnings and "
     "the closing summary go to standard error. Nothing is sent anywhere.",
     kScanFlags, kScanExamples},
    {"baseline build", "PATH...", "learn from logs what is usual",
     "Reads logs as scan does and writes what the rules learn from them that compare with what was "
     "there before: who did what, since when, and how much of it in each hour or day. Give the "
     "file to scan --baseline, and a scan of a few days knows what is new and what is unusual. "
     "The file is text, one JSON object a line; nothing of the logs is in it but the values that "
     "those rules group by.",
     kBaselineBuildFlags, kBaselineBuildExamples},
    {"rules list", "", "list the rules that a scan would use",
     "Lists name, level, status, id and title of every rule, by name; as JSON also type, "
     "what it refers to, tags, indicators and file.",
     kRulesListFlags, kRulesListExamples},
    {"rules show", "RULE", "show one rule, and how it was compiled",
     "Shows the rule with the id or name RULE: what it says, the index entries that lead to it, "
     "its "
     "program, its filters, and the correlations that it feeds or is fed by.",
     kRulesShowFlags, kRulesShowExamples},
    {"rules check", "PATH...", "check rule files without scanning anything",
     "Reads the rules and filters of each PATH (a file, or a folder with *.yml and *.yaml files "
     "below it) and says what is wrong with them, with file, line and column. They may refer to "
     "built-in rules. Counts what was loaded and refused, and names the rules that are expensive "
     "because every event must be run through them.",
     kRulesCheckFlags, kRulesCheckExamples},
    {"rules test", "PATH...", "run the test events that lie beside rules",
     "For every rule file x.yml of each PATH, runs the lines of x.test.jsonl: {\"expect\": true, "
     "\"event\": {...}}, or \"events\": [...] for a correlation. Shows failures with file and line "
     "and what did not match, and names the rules without tests but for those for other logs. A "
     "test file without a rule beside it is an error. Filters have no say.",
     kRulesTestFlags, kRulesTestExamples},
    {"rules explain", "RULE EVENTFILE", "tell why a rule matches events, or does not",
     "For each event of EVENTFILE, a CloudTrail log in any form, says which selection and which "
     "test "
     "of the rule RULE and of its filters matched and which did not, with the value that was "
     "there.",
     kRulesShowFlags, kRulesExplainExamples},
    {"config init", "", "write a trailsift.yml to fill in",
     "Writes a configuration in which every key is explained and commented out, so that it changes "
     "nothing until you fill it in. A file that is there already is left alone.",
     kConfigInitFlags, kConfigInitExamples},
    {"config check", "[FILE]", "check a configuration and show what it sets",
     "Reads the configuration FILE, or trailsift.yml in the current folder, with the rules and "
     "lists that it names, and says what is wrong with it or what it sets.",
     kConfigCheckFlags, kConfigCheckExamples},
};

constexpr ExitStatusText kExitStatuses[] = {
    {0, "it ran to the end, whatever it found"},
    {1, "there are findings at or above --fail-on (outranks 3), or a test of a rule failed"},
    {2, "bad usage, configuration or rules, nothing to scan, or the output could not be written"},
    {3,
     "it ran, but some input or (with --lenient) rules could not be used in full, or the scan was "
     "interrupted"},
};

}  // namespace

std::span<const Flag> flag_table() { return kFlags; }

const Flag& flag(FlagId id) {
  return *std::find_if(std::begin(kFlags), std::end(kFlags),
                       [id](const Flag& candidate) { return candidate.id == id; });
}

std::span<const Command> command_table() { return kCommands; }

std::span<const ExitStatusText> exit_status_table() { return kExitStatuses; }

}  // namespace trailsift::cli

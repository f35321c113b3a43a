// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

// Every subcommand and every flag, declared once. Parsing, help, docs/cli.md and error messages
// come from here; what a flag's value means is in rule_settings.cc, scan_settings.cc and the
// commands.
namespace trailsift::cli {

// Every flag of any subcommand.
enum class FlagId : std::uint8_t {
  kFormat,
  kOutput,
  kMinLevel,
  kFailOn,
  kColour,
  kStats,
  kQuiet,
  kNoProgress,
  kRules,
  kNoBuiltinRules,
  kConfig,
  kRule,
  kExcludeRule,
  kTag,
  kStatus,
  kLevel,
  kLenient,
  kHomeRegion,
  kBaseline,
  kGroup,
  kSince,
  kUntil,
  kRegion,
  kAccount,
  kFollowSymlinks,
  kJobs,
  kMaxInflated,
  kMaxRecord,
  kMaxDepth,
  kMaxKept,
  kListFormat,
  kTestFormat,
  kConfigOutput,
  kForce,
  kBaselineOutput,
  kCheckNoBuiltinRules,
  kHelp,
};

// What a flag is called, what it takes and what help says of it.
struct Flag {
  FlagId id;
  std::string_view category;
  std::string_view name;           // without dashes: "min-level"
  char short_name;                 // 0: none
  std::string_view value;          // what its value is called; empty: a switch without a value
  std::string_view allowed;        // the legal values, for help and for errors
  std::string_view default_value;  // empty: none
  bool repeatable;
  bool shapes_findings;   // false: the findings are the same with and without it
  std::string_view help;  // sentences
};

struct Example {
  std::string_view command;
  std::string_view purpose;
};

// A subcommand.
struct Command {
  std::string_view name;         // "scan", "rules list"
  std::string_view operands;     // "PATH...", "RULE EVENTFILE", "[FILE]"; empty: it takes none
  std::string_view summary;      // half a sentence
  std::string_view description;  // sentences
  std::span<const FlagId> flags;
  std::span<const Example> examples;
};

// By category, in the order of help. Names are unique within each command.
[[nodiscard]] std::span<const Flag> flag_table();
[[nodiscard]] const Flag& flag(FlagId id);

[[nodiscard]] std::span<const Command> command_table();

struct ExitStatusText {
  int status;
  std::string_view meaning;
};
[[nodiscard]] std::span<const ExitStatusText> exit_status_table();

}  // namespace trailsift::cli

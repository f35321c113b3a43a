// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/help.h"

#include <fmt/format.h>

#include <algorithm>

#include "trailsift/report/text_layout.h"

namespace trailsift::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::string_view kAbout =
    "trailsift looks through AWS CloudTrail logs, offline, for signs that an account was "
    "compromised, and says who did what, from where, and what to do next.";

// `text` in lines with `indent` spaces before each.
std::string block(std::string_view text, std::size_t indent) {
  std::string lines;
  for (const std::string& line : report::wrap(text, kWidth - indent)) {
    lines += fmt::format("{:{}}{}\n", "", indent, line);
  }
  return lines;
}

// So that there are two spaces behind the longest name.
std::size_t name_columns() {
  std::size_t columns = 0;
  for (const Command& command : command_table()) columns = std::max(columns, command.name.size());
  return columns;
}

// A term at the left, what it means beside it.
std::string entry(std::string_view term, std::string_view meaning, std::size_t columns) {
  std::string text = block(meaning, columns + 4);
  return text.replace(2, term.size(), term);
}

// "-j, --jobs N"
std::string spelling(const Flag& flag) {
  std::string text;
  if (flag.short_name != 0) text = fmt::format("-{}, ", flag.short_name);
  text += fmt::format("--{}", flag.name);
  return flag.value.empty() ? text : fmt::format("{} {}", text, flag.value);
}

std::string details(const Flag& flag) {
  std::string text(flag.help);
  if (!flag.allowed.empty()) text += fmt::format(" Allowed: {}.", flag.allowed);
  if (!flag.default_value.empty()) text += fmt::format(" Default: {}.", flag.default_value);
  if (flag.repeatable) text += " May be given several times.";
  return text;
}

std::string usage(const Command& command) {
  return fmt::format("trailsift {} [flags]{}{}", command.name, command.operands.empty() ? "" : " ",
                     command.operands);
}

std::string exit_statuses() {
  std::string text = "\nExit status:\n";
  for (const ExitStatusText& entry_text : exit_status_table()) {
    text += entry(std::to_string(entry_text.status), entry_text.meaning, 1);
  }
  return text;
}

std::string flag_list(const Command& command) {
  std::string text;
  std::string_view category;
  for (const FlagId id : command.flags) {
    const Flag& shown = flag(id);
    if (shown.category != category) text += fmt::format("\n{}:\n", shown.category);
    category = shown.category;
    text += fmt::format("  {}\n{}", spelling(shown), block(details(shown), 6));
  }
  return text;
}

std::string subcommand_list(std::string_view prefix) {
  std::string text;
  const std::size_t columns = name_columns();
  for (const Command& command : command_table()) {
    if (command.name.starts_with(prefix)) text += entry(command.name, command.summary, columns);
  }
  return text;
}

std::string manual_section(const Command& command) {
  std::string text = fmt::format("\n## trailsift {}\n\n`{}`\n\n{}\n", command.name, usage(command),
                                 command.description);
  std::string_view category;
  for (const FlagId id : command.flags) {
    const Flag& shown = flag(id);
    if (shown.category != category) text += fmt::format("\n### {}\n\n", shown.category);
    category = shown.category;
    text += fmt::format("- `{}`: {}\n", spelling(shown), details(shown));
  }
  text += "\n### Examples\n\n";
  for (const Example& example : command.examples) {
    text += fmt::format("- `{}`: {}\n", example.command, example.purpose);
  }
  return text;
}

}  // namespace

std::string main_help() {
  return block(kAbout, 0) + "\nusage: trailsift SUBCOMMAND [flags] [PATH...]\n\nSubcommands:\n" +
         subcommand_list("") +
         entry("help", "this text, or help for a subcommand", name_columns()) +
         "\nStart with:\n  trailsift scan ./AWSLogs\n" + exit_statuses() +
         "\ntrailsift SUBCOMMAND --help tells more; trailsift --version tells the version.\n";
}

std::string group_help(std::string_view group) {
  return fmt::format("usage: trailsift {} SUBCOMMAND [flags]\n\nSubcommands:\n{}\n{}", group,
                     subcommand_list(group),
                     fmt::format("trailsift {} SUBCOMMAND --help tells more.\n", group));
}

std::string command_help(const Command& command) {
  std::string text = fmt::format("usage: {}\n\n{}{}", usage(command), block(command.description, 0),
                                 flag_list(command));
  text += "\nExamples:\n";
  for (const Example& example : command.examples) {
    text += fmt::format("  {}\n{}", example.command, block(example.purpose, 6));
  }
  return text + exit_statuses();
}

std::string version_text() { return "trailsift " TRAILSIFT_VERSION "\n"; }

std::string manual() {
  std::string text =
      "# The command line\n\n"
      "Made from the flag table (`src/cli/flag_table.cc`). A test fails when this page is stale;\n"
      "run the tests with `TRAILSIFT_UPDATE_GOLDEN=1` to write it anew.\n\n"
      "`trailsift --version`, `trailsift --help` and `trailsift help SUBCOMMAND` work "
      "everywhere.\n";
  for (const Command& command : command_table()) text += manual_section(command);
  text += "\n## Exit status\n\n";
  for (const ExitStatusText& status : exit_status_table()) {
    text += fmt::format("- {}: {}\n", status.status, status.meaning);
  }
  return text;
}

}  // namespace trailsift::cli

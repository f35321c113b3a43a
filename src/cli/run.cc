// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/run.h"

#include <fmt/format.h>

#include <algorithm>

#include "trailsift/base/ascii.h"
#include "trailsift/cli/baseline_command.h"
#include "trailsift/cli/command_line.h"
#include "trailsift/cli/config_command.h"
#include "trailsift/cli/console.h"
#include "trailsift/cli/help.h"
#include "trailsift/cli/interrupt.h"
#include "trailsift/cli/rules_command.h"
#include "trailsift/cli/rules_explain_command.h"
#include "trailsift/cli/rules_show_command.h"
#include "trailsift/cli/rules_test_command.h"
#include "trailsift/cli/scan_command.h"

namespace trailsift::cli {
namespace {

using Arguments = std::vector<std::string>;
using RunCommand = ExitStatus (*)(const TypedOptions&);

struct Entry {
  std::string_view name;
  RunCommand run;
};
constexpr Entry kEntries[] = {
    {"scan", run_scan_command},
    {"baseline build", run_baseline_build_command},
    {"rules list", run_rules_list_command},
    {"rules show", run_rules_show_command},
    {"rules check", run_rules_check_command},
    {"rules test", run_rules_test_command},
    {"rules explain", run_rules_explain_command},
    {"config init", run_config_init_command},
    {"config check", run_config_check_command},
};

bool asks_for_help(const std::string& word) {
  return word == "help" || word == "--help" || word == "-h";
}

// The subcommand whose words `arguments` begin with, or nullptr.
const Command* find_command(const Arguments& arguments) {
  for (const Command& command : command_table()) {
    const bool two_words = command.name.find(' ') != std::string_view::npos;
    if (two_words && arguments.size() < 2) continue;
    const std::string words = arguments.front() + (two_words ? " " + arguments[1] : "");
    if (words == command.name) return &command;
  }
  return nullptr;
}

bool is_group(const std::string& word) {
  const auto commands = command_table();
  return std::any_of(commands.begin(), commands.end(),
                     [&](const Command& command) { return command.name.starts_with(word + " "); });
}

// The words that may stand first, or second behind a group.
std::vector<std::string> subcommand_words(const std::string& group) {
  std::vector<std::string> words;
  for (const Command& command : command_table()) {
    std::string_view name = command.name;
    if (!group.empty()) {
      if (!name.starts_with(group + " ")) continue;
      name.remove_prefix(group.size() + 1);
    }
    words.emplace_back(name.substr(0, name.find(' ')));
  }
  if (group.empty()) words.insert(words.end(), {"help", "--help", "--version"});
  return words;
}

Error unknown_subcommand(const std::string& group, const std::string& word) {
  const std::vector<std::string> words = subcommand_words(group);
  const auto nearest = nearest_word(word, words);
  const std::string space = group.empty() ? "" : " ";
  return {"unknown-subcommand",
          fmt::format("there is no trailsift {}{}{}", group, space, word),
          {},
          nearest ? fmt::format("did you mean trailsift {}{}{}?", group, space, *nearest)
                  : "see trailsift --help"};
}

ExitStatus run_group(const Arguments& arguments) {
  const std::string& group = arguments.front();
  if (arguments.size() == 1) {
    Console(false).show(group_help(group));
    return ExitStatus::kFailed;
  }
  if (asks_for_help(arguments[1])) return write_out(group_help(group), ExitStatus::kDone);
  return Console(false).error(unknown_subcommand(group, arguments[1]));
}

ExitStatus run_help(const Arguments& topic) {
  if (topic.empty()) return write_out(main_help(), ExitStatus::kDone);
  if (const Command* command = find_command(topic)) {
    return write_out(command_help(*command), ExitStatus::kDone);
  }
  if (!is_group(topic.front())) return Console(false).error(unknown_subcommand("", topic.front()));
  if (topic.size() == 1) return write_out(group_help(topic.front()), ExitStatus::kDone);
  return Console(false).error(unknown_subcommand(topic.front(), topic[1]));
}

ExitStatus run_command(const Command& command, const Arguments& arguments) {
  const std::ptrdiff_t words = 1 + std::count(command.name.begin(), command.name.end(), ' ');
  const auto typed = parse_command_line(command, {arguments.begin() + words, arguments.end()});
  if (!typed) return Console(false).error(typed.error());
  if (typed.value().has(FlagId::kHelp)) return write_out(command_help(command), ExitStatus::kDone);
  const auto* entry = std::find_if(std::begin(kEntries), std::end(kEntries),
                                   [&](const Entry& item) { return item.name == command.name; });
  return entry->run(typed.value());
}

}  // namespace

ExitStatus run(const Arguments& arguments) {
  turn_write_signals_into_errors();
  if (arguments.empty()) {
    Console(false).show(main_help());
    return ExitStatus::kFailed;
  }
  const std::string& first = arguments.front();
  if (first == "--version" || first == "-V") return write_out(version_text(), ExitStatus::kDone);
  if (asks_for_help(first)) return run_help({arguments.begin() + 1, arguments.end()});
  if (const Command* command = find_command(arguments)) return run_command(*command, arguments);
  if (is_group(first)) return run_group(arguments);
  return Console(false).error(unknown_subcommand("", first));
}

}  // namespace trailsift::cli

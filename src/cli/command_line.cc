// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/command_line.h"

#include <fmt/format.h>

#include <algorithm>

#include <CLI/CLI.hpp>

#include "trailsift/base/ascii.h"

namespace trailsift::cli {
namespace {

std::string help_hint(const Command& command) {
  return fmt::format("see trailsift {} --help", command.name);
}

// "-j,--jobs", the way CLI11 wants it.
std::string names_of(const Flag& flag) {
  const std::string name = fmt::format("--{}", flag.name);
  return flag.short_name == 0 ? name : fmt::format("-{},{}", flag.short_name, name);
}

Error unknown_flag(const Command& command, const std::string& typed) {
  std::vector<std::string> names;
  for (const FlagId id : command.flags) names.push_back(fmt::format("--{}", flag(id).name));
  const std::string word = typed.substr(0, typed.find('='));
  const auto nearest = nearest_word(word, names);
  const std::string hint = nearest ? fmt::format("did you mean {}?", *nearest) : help_hint(command);
  return {"unknown-flag", fmt::format("trailsift {} has no flag {}", command.name, word), {}, hint};
}

std::optional<Error> take_flag(const Flag& flag, const CLI::Option& option, TypedOptions& typed) {
  if (option.count() == 0) return std::nullopt;
  std::vector<std::string> values = option.results();
  if (!flag.repeatable && values.size() > 1) {
    return Error{"repeated-flag", fmt::format("--{} is given more than once", flag.name), {}, ""};
  }
  if (flag.value.empty()) {
    if (values.front() != "true") {
      return Error{"unexpected-value", fmt::format("--{} takes no value", flag.name), {}, ""};
    }
    values = {""};
  }
  typed.values[flag.id] = std::move(values);
  return std::nullopt;
}

std::optional<Error> check_operands(const Command& command, const TypedOptions& typed) {
  if (typed.has(FlagId::kHelp)) return std::nullopt;
  const bool any_number = command.operands.ends_with("...");
  const bool optional = command.operands.starts_with('[');
  const auto most = static_cast<std::size_t>(
      command.operands.empty()
          ? 0
          : 1 + std::count(command.operands.begin(), command.operands.end(), ' '));
  if (!any_number && typed.operands.size() > most) {
    return Error{"unexpected-operand",
                 fmt::format("trailsift {} takes no \"{}\"", command.name, typed.operands[most]),
                 {},
                 help_hint(command)};
  }
  if (optional || typed.operands.size() >= most) return std::nullopt;
  return Error{"missing-operand",
               fmt::format("trailsift {} needs {}", command.name, command.operands),
               {},
               help_hint(command)};
}

// The flags of one command as CLI11 knows them.
class Parser {
 public:
  explicit Parser(const Command& command) : command_(command) {
    app_.set_help_flag();
    app_.allow_extras();  // operands, and unknown flags, whose hint is ours to give
    for (const FlagId id : command.flags) options_.emplace_back(&flag(id), add(flag(id)));
  }

  // `arguments` in reverse, as CLI11 takes them.
  Result<TypedOptions> parse(std::vector<std::string> arguments) {
    try {
      app_.parse(arguments);
    } catch (const CLI::ParseError& error) {
      return failure(error.what());
    }
    TypedOptions typed;
    for (const auto& [flag, option] : options_) {
      if (auto error = take_flag(*flag, *option, typed)) return *std::move(error);
    }
    if (auto error = take_operands(typed)) return *std::move(error);
    if (auto error = check_operands(command_, typed)) return *std::move(error);
    return typed;
  }

 private:
  static bool accept(const CLI::results_t&) { return true; }

  CLI::Option* add(const Flag& flag) {
    if (flag.value.empty()) return app_.add_flag(names_of(flag))->take_all();
    return app_.add_option(names_of(flag), CLI::callback_t(accept))->expected(1)->take_all();
  }

  // What CLI11 did not know: behind "--" all of it operands, before it what looks like no flag.
  std::optional<Error> take_operands(TypedOptions& typed) const {
    bool only_operands = false;
    for (const std::string& word : app_.remaining()) {
      const bool is_mark = word == "--" && !only_operands;
      only_operands = only_operands || is_mark;
      if (is_mark) continue;
      if (!only_operands && word.size() > 1 && word.front() == '-') {
        return unknown_flag(command_, word);
      }
      typed.operands.push_back(word);
    }
    return std::nullopt;
  }

  // The only way left for CLI11 to fail is a flag without its value, which it names.
  Error failure(const std::string& text) const {
    for (const auto& [flag, option] : options_) {
      if (text.find(option->get_name()) == std::string::npos) continue;
      return {"missing-value",
              fmt::format("--{} needs a value: {}", flag->name, flag->allowed),
              {},
              help_hint(command_)};
    }
    return {"bad-usage", text, {}, help_hint(command_)};
  }

  const Command& command_;
  CLI::App app_;
  std::vector<std::pair<const Flag*, CLI::Option*>> options_;
};

}  // namespace

Result<TypedOptions> parse_command_line(const Command& command,
                                        std::vector<std::string> arguments) {
  // A word that CLI11 keeps for itself and would drop.
  if (std::find(arguments.begin(), arguments.end(), "++") != arguments.end()) {
    return Error{"unexpected-operand", "\"++\" is not understood", {}, "write ./++ for a file"};
  }
  std::reverse(arguments.begin(), arguments.end());
  return Parser(command).parse(std::move(arguments));
}

Error bad_value(FlagId id, const std::string& value) {
  return {"bad-value",
          fmt::format("--{} does not take \"{}\"", flag(id).name, value),
          {},
          fmt::format("allowed: {}", flag(id).allowed)};
}

}  // namespace trailsift::cli

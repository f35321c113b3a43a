// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "trailsift/cli/flag_table.h"

// Help, made from the flag table alone: the same on every machine and terminal. Lines of at most 80
// columns.
namespace trailsift::cli {

// What trailsift is, its subcommands, exit statuses.
[[nodiscard]] std::string main_help();

// The subcommands that begin with `group`, such as "rules".
[[nodiscard]] std::string group_help(std::string_view group);

// One subcommand: usage, what it does, every flag, examples, exit statuses.
[[nodiscard]] std::string command_help(const Command& command);

// "trailsift 0.1.0"
[[nodiscard]] std::string version_text();

// docs/cli.md
[[nodiscard]] std::string manual();

}  // namespace trailsift::cli

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace trailsift::testing {

struct ToolRun {
  int status = -1;  // exit status; 128 + signal when a signal ended the program
  std::string out;
  std::string err;
};

struct ToolSetup {
  std::string input = {};                               // standard input
  std::map<std::string, std::string> environment = {};  // set on top of an otherwise empty one
  std::string folder = "/";                             // to run in
  std::string out_path = {};  // standard output goes here instead of into ToolRun::out
  bool close_out = false;     // standard output is a pipe whose reader has gone
};

// Runs a program to its end, without a shell. `command[0]` is found by PATH.
[[nodiscard]] ToolRun run_tool(const std::vector<std::string>& command,
                               const ToolSetup& setup = {});

}  // namespace trailsift::testing

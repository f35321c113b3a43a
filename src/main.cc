// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "trailsift/cli/run.h"

int main(int argc, char** argv) {
  using trailsift::cli::ExitStatus;
  try {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return static_cast<int>(trailsift::cli::run(arguments));
  } catch (const std::exception& error) {
    // Nothing throws in the ordinary course of things: this is the system running out of memory.
    std::fprintf(stderr, "trailsift: cannot go on: %s\n", error.what());
    return static_cast<int>(ExitStatus::kFailed);
  }
}

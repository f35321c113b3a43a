// SPDX-License-Identifier: Apache-2.0
// fuzz_inputs TARGET FOLDER: writes what the target begins with, a file an input.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/fuzz/target.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: fuzz_inputs TARGET FOLDER\n";
    return 2;
  }
  const std::filesystem::path folder = argv[2];
  std::filesystem::create_directories(folder);
  int number = 0;
  for (const std::string& input :
       trailsift::fuzz::inputs_of(trailsift::fuzz::target_named(argv[1]))) {
    std::ofstream file(folder / ("input-" + std::to_string(number++)), std::ios::binary);
    if (!file.write(input.data(), static_cast<std::streamsize>(input.size())).flush()) {
      std::cerr << "fuzz_inputs: cannot write to " << folder << '\n';
      return 1;
    }
  }
  return 0;
}

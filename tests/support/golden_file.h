// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/support/temp_folder.h"

namespace trailsift::testing {

// Fails the test under way unless the file at `path` holds `text`. With TRAILSIFT_UPDATE_GOLDEN=1
// in the environment it is written anew before, for a person to read the difference.
inline void expect_golden(const std::string& path, const std::string& text) {
  if (std::getenv("TRAILSIFT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
  }
  EXPECT_EQ(text, read_file(path))
      << "run the tests with TRAILSIFT_UPDATE_GOLDEN=1 to write " << path << " anew";
}

}  // namespace trailsift::testing

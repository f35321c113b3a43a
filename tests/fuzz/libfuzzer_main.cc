// SPDX-License-Identifier: Apache-2.0
// One target under libFuzzer, which brings main(). TRAILSIFT_FUZZ_TARGET is its name.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>

#include "tests/fuzz/target.h"

// Names that libFuzzer asks for.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  testing::InitGoogleTest(argc, *argv);
  GTEST_FLAG_SET(throw_on_failure, true);  // nobody catches it: libFuzzer keeps what ends a program
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const trailsift::fuzz::Target& target =
      trailsift::fuzz::target_named(TRAILSIFT_FUZZ_TARGET);
  target.run({reinterpret_cast<const char*>(data), size});
  return 0;
}

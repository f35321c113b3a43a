// SPDX-License-Identifier: Apache-2.0
// Writes the sample incident of testdata/ into a folder. testdata/README.md says what happens in
// it.
#include <exception>
#include <iostream>

#include "arguments.h"
#include "sample/write.h"

int main(int argc, char** argv) {
  const bench::Arguments arguments(argc, argv, {});
  if (arguments.words().size() != 1) bench::Arguments::refuse("usage: make_sample FOLDER");
  try {
    sample::write_sample(arguments.words().front());
  } catch (const std::exception& error) {
    std::cerr << "make_sample: " << error.what() << '\n';
    return 1;
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
// Finds, reads and inflates every file of a folder and does nothing with the bytes: the floor that
// `trailsift scan` is measured against. Same discovery and order of files, same decompression
// library, one reused buffer per thread.
#include <atomic>
#include <exception>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "arguments.h"
#include "corpus/gzip_file.h"
#include "trailsift/io/input_set.h"

namespace {

struct Totals {
  std::atomic<std::size_t> next = 0;
  std::atomic<std::uint64_t> bytes = 0;
  std::mutex mutex;  // guards error
  std::exception_ptr error;
};

void inflate_files(const trailsift::io::FileList& files, Totals& totals) {
  try {
    corpus::FileReader reader;
    std::uint64_t bytes = 0;
    for (std::size_t index = totals.next++; index < files.size(); index = totals.next++) {
      bytes += reader.read(files[index].path).size();
    }
    totals.bytes += bytes;
  } catch (...) {
    const std::lock_guard lock(totals.mutex);
    totals.error = std::current_exception();
  }
}

std::uint64_t inflate_all(const std::vector<std::string>& paths, std::uint64_t jobs) {
  const auto inputs = trailsift::io::discover(paths);
  Totals totals;
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < jobs; ++i) {
    threads.emplace_back([&] { inflate_files(inputs.files, totals); });
  }
  for (std::thread& thread : threads) thread.join();
  if (totals.error) std::rethrow_exception(totals.error);
  return totals.bytes;
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Arguments arguments(argc, argv, {"-j"});
  if (arguments.words().empty()) bench::Arguments::refuse("usage: inflate_only [-j N] PATH...");
  try {
    std::cout << inflate_all(arguments.words(), arguments.number("-j", 1, 1, 256)) << '\n';
  } catch (const std::exception& error) {
    std::cerr << "inflate_only: " << error.what() << '\n';
    return 1;
  }
  return 0;
}

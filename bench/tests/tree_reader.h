// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace bench_test {

// A folder of its own below the system's temporary folder; gone with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// Every file below `folder` by its path from there, inflated.
[[nodiscard]] std::map<std::string, std::string> read_tree(const std::string& folder);

// Bytes on disk of every file below `folder`.
[[nodiscard]] std::uintmax_t size_of_tree(const std::string& folder);

}  // namespace bench_test

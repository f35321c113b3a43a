// SPDX-License-Identifier: Apache-2.0
#include "tests/tree_reader.h"

#include <stdlib.h>

#include <stdexcept>

#include "corpus/gzip_file.h"

namespace bench_test {

namespace files = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string name = (files::temp_directory_path() / "corpus-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  files::remove_all(path_, ignored);
}

std::map<std::string, std::string> read_tree(const std::string& folder) {
  std::map<std::string, std::string> tree;
  corpus::FileReader reader;
  for (const auto& entry : files::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().string();
    tree.emplace(files::relative(path, folder).string(), reader.read(path));
  }
  return tree;
}

std::uintmax_t size_of_tree(const std::string& folder) {
  std::uintmax_t size = 0;
  for (const auto& entry : files::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) size += entry.file_size();
  }
  return size;
}

}  // namespace bench_test

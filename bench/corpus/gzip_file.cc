// SPDX-License-Identifier: Apache-2.0
#include "corpus/gzip_file.h"

#include <libdeflate.h>

#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <unordered_set>

namespace corpus {

struct FileWriter::State {
  struct Free {
    void operator()(libdeflate_compressor* compressor) const {
      libdeflate_free_compressor(compressor);
    }
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor;
  std::string packed;  // reused from file to file
  std::unordered_set<std::string> folders_made;
};

FileWriter::FileWriter(int level) : state_(std::make_unique<State>()) {
  if (level > 0) state_->compressor.reset(libdeflate_alloc_compressor(level));
}

FileWriter::~FileWriter() = default;

std::uint64_t FileWriter::write(const std::string& path, std::string_view bytes) {
  State& state = *state_;
  if (state.compressor) {
    const std::size_t bound = libdeflate_gzip_compress_bound(state.compressor.get(), bytes.size());
    if (state.packed.size() < bound) state.packed.resize(bound);
    const std::size_t size = libdeflate_gzip_compress(state.compressor.get(), bytes.data(),
                                                      bytes.size(), state.packed.data(), bound);
    bytes = std::string_view(state.packed).substr(0, size);
  }
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (state.folders_made.insert(folder).second) std::filesystem::create_directories(folder);
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) throw std::runtime_error("cannot write " + path);
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = std::fclose(file) == 0;
  if (!written || !closed) throw std::runtime_error("cannot write " + path);
  return bytes.size();
}

}  // namespace corpus

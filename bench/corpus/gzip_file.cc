// SPDX-License-Identifier: Apache-2.0
#include "corpus/gzip_file.h"

#include <fcntl.h>
#include <libdeflate.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <unordered_set>
#include <vector>

namespace corpus {

struct FileWriter::State {
  struct Free {
    void operator()(libdeflate_compressor* freed) const { libdeflate_free_compressor(freed); }
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

struct FileReader::State {
  struct Free {
    void operator()(libdeflate_decompressor* freed) const { libdeflate_free_decompressor(freed); }
  };
  std::unique_ptr<libdeflate_decompressor, Free> decompressor;
  std::vector<char> packed;  // both are reused from file to file
  std::vector<char> plain;
};

namespace {

std::string_view read_whole(const std::string& path, std::vector<char>& buffer) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw std::runtime_error("cannot open " + path);
  struct stat status {};
  std::size_t filled = 0;
  ssize_t got = fstat(file, &status);
  const auto size = static_cast<std::size_t>(status.st_size);
  if (buffer.size() < size) buffer.resize(size);
  while (got >= 0 && filled < size) {
    got = ::read(file, buffer.data() + filled, size - filled);
    if (got == 0) break;
    filled += got > 0 ? static_cast<std::size_t>(got) : 0;
  }
  close(file);
  if (got < 0 || filled != size) throw std::runtime_error("cannot read " + path);
  return {buffer.data(), size};
}

// RFC 1952: the last four bytes hold the size before compression.
std::size_t inflated_size(std::string_view packed) {
  std::uint32_t size = 0;
  std::memcpy(&size, packed.data() + packed.size() - sizeof size, sizeof size);
  return size;
}

}  // namespace

FileReader::FileReader() : state_(std::make_unique<State>()) {
  state_->decompressor.reset(libdeflate_alloc_decompressor());
}

FileReader::~FileReader() = default;

std::string_view FileReader::read(const std::string& path) {
  const std::string_view packed = read_whole(path, state_->packed);
  if (!packed.starts_with("\x1f\x8b") || packed.size() < 18) return packed;
  const std::size_t size = inflated_size(packed);
  if (state_->plain.size() < size) state_->plain.resize(size);
  const libdeflate_result result =
      libdeflate_gzip_decompress(state_->decompressor.get(), packed.data(), packed.size(),
                                 state_->plain.data(), size, nullptr);
  if (result != LIBDEFLATE_SUCCESS) throw std::runtime_error("cannot inflate " + path);
  return {state_->plain.data(), size};
}

}  // namespace corpus

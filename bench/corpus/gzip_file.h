// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace corpus {

// Writes a file whole, compressed or not. The only place that meets the compression library. One
// per thread; it may be used for any number of files.
class FileWriter {
 public:
  // Level 0 writes the bytes as they are; 1 to 12 write one gzip member.
  explicit FileWriter(int level);
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  // Makes the folders on the way. Returns the bytes on disk. Throws std::runtime_error when the
  // file cannot be written.
  std::uint64_t write(const std::string& path, std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The opposite: reads a file whole and inflates it when it is one gzip member. One per thread.
class FileReader {
 public:
  FileReader();
  ~FileReader();
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  // The content, valid until the next read(). Throws std::runtime_error for what cannot be read or
  // is damaged.
  [[nodiscard]] std::string_view read(const std::string& path);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace corpus

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "io/file_descriptor.h"
#include "io/padded_buffer.h"

namespace trailsift::io {

// The bytes of one file as they lie on disk, read into one reused buffer: a file that fits
// `whole_bytes` at once, any other (and every pipe) in steps. Only regular files are read, and
// pipes that this process has been handed. A file that grows or shrinks meanwhile is read as far as
// it goes.
class RawFile {
 public:
  explicit RawFile(std::size_t whole_bytes);

  // Closes the file before, opens this one ("-" is standard input) and reads its first bytes.
  // 0, or an error number; then there is nothing to read. A pipe whose writer is silent is waited
  // for until `stop`, when given, is true: then reading ends with the error ECANCELED.
  [[nodiscard]] int open(const std::string& path, const std::atomic<bool>* stop = nullptr);
  // After a failed open(): the file could be opened and gave an error instead of its first bytes.
  [[nodiscard]] bool was_opened() const { return was_opened_; }

  // What is read and not taken. Views live until the next call that reads.
  [[nodiscard]] std::string_view buffered() const {
    return {buffer_.data() + begin_, end_ - begin_};
  }
  // buffered() is all there is behind what was taken, and no error cut it short.
  [[nodiscard]] bool is_complete() const { return ended_ && error_ == 0; }
  void take(std::size_t count) { begin_ += count; }

  // Reads the next bytes when nothing is buffered. False at the end or on an error.
  [[nodiscard]] bool refill();
  // Moves bytes out, buffered ones first. 0 at the end or on an error.
  [[nodiscard]] std::size_t read(char* out, std::size_t room);

  // Exchanges the buffer for another, so that a text that is plain need not be copied. Nothing is
  // buffered afterwards. Precondition: nothing was taken; the text begins the buffer.
  void give_buffer_to(PaddedBuffer& other);

  [[nodiscard]] int error() const { return error_; }  // that ended the reading, or 0
  [[nodiscard]] bool was_stopped() const { return was_stopped_; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  [[nodiscard]] int open_and_check(const std::string& path);
  void read_first_bytes();
  [[nodiscard]] bool wait_for_data() const;
  std::size_t read_from_disk(char* out, std::size_t room);
  void end();

  std::size_t whole_bytes_;
  PaddedBuffer buffer_;
  FileDescriptor file_;
  std::size_t expected_bytes_ = 0;  // of a regular file; 0 when there is no telling
  bool is_regular_ = false;
  bool was_opened_ = false;
  const std::atomic<bool>* stop_ = nullptr;
  bool was_stopped_ = false;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t bytes_read_ = 0;
  int error_ = 0;
  bool ended_ = true;
};

}  // namespace trailsift::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <utility>

namespace trailsift::io {

// An open file. Closes it when it goes, unless it was borrowed (standard input).
class FileDescriptor {
 public:
  FileDescriptor() = default;
  ~FileDescriptor() { close(); }
  FileDescriptor(FileDescriptor&& other) noexcept
      : number_(std::exchange(other.number_, -1)), borrowed_(other.borrowed_) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;

  [[nodiscard]] static FileDescriptor own(int number) { return {number, false}; }
  [[nodiscard]] static FileDescriptor borrow(int number) { return {number, true}; }

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  // Gives the number away; the caller closes it.
  [[nodiscard]] int release() { return std::exchange(number_, -1); }
  void close();

  // read(2), taken up again after signals: the bytes read, 0 at the end, -1 with errno on failure.
  [[nodiscard]] ssize_t read(char* out, std::size_t room) const;

 private:
  FileDescriptor(int number, bool borrowed) : number_(number), borrowed_(borrowed) {}

  int number_ = -1;
  bool borrowed_ = false;
};

// open(2) for reading, taken up again after signals. On failure it is not open and errno says why.
[[nodiscard]] FileDescriptor open_for_reading(const char* path, int more_flags = 0);

// True for a name of a file that this process has open already ("/dev/fd/63", "/dev/stdin"), as
// shells make them for process substitution. Only such names may lead to a pipe.
[[nodiscard]] bool names_open_file(const char* path);

}  // namespace trailsift::io

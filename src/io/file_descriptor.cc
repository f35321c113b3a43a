// SPDX-License-Identifier: Apache-2.0
#include "io/file_descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace trailsift::io {

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    close();
    number_ = std::exchange(other.number_, -1);
    borrowed_ = other.borrowed_;
  }
  return *this;
}

void FileDescriptor::close() {
  if (is_open() && !borrowed_) ::close(number_);
  number_ = -1;
}

ssize_t FileDescriptor::read(char* out, std::size_t room) const {
  ssize_t count = 0;
  do {
    count = ::read(number_, out, room);
  } while (count < 0 && errno == EINTR);
  return count;
}

FileDescriptor open_for_reading(const char* path, int more_flags) {
  int number = -1;
  do {
    number = ::open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | more_flags);
  } while (number < 0 && errno == EINTR);
  return FileDescriptor::own(number);
}

bool names_open_file(const char* path) {
  const std::string_view name = path;
  return name == "/dev/stdin" || name.starts_with("/dev/fd/") || name.starts_with("/proc/self/fd/");
}

}  // namespace trailsift::io

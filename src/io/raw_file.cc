// SPDX-License-Identifier: Apache-2.0
#include "io/raw_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace trailsift::io {
namespace {

constexpr std::size_t kStepBytes = 256 * 1024;
// Enough to tell what a file is; a pipe may hand out less in one read.
constexpr std::size_t kHeadBytes = 4;
// A signal may interrupt another thread than the one that waits, so that a stop has to be looked
// for.
constexpr int kLongestWait = 100;  // milliseconds

// The file was opened without waiting, lest a FIFO that took the place of a file hang the program.
int make_blocking(int number) {
  const int flags = fcntl(number, F_GETFL);
  return flags < 0 || fcntl(number, F_SETFL, flags & ~O_NONBLOCK) < 0 ? errno : 0;
}

}  // namespace

// One byte more than a whole file may have, so that the end is seen without another read.
RawFile::RawFile(std::size_t whole_bytes)
    : whole_bytes_(whole_bytes), buffer_(std::max(whole_bytes + 1, kStepBytes)) {}

int RawFile::open(const std::string& path, const std::atomic<bool>* stop) {
  file_.close();
  stop_ = stop;
  was_stopped_ = false;
  begin_ = end_ = 0;
  bytes_read_ = 0;
  error_ = 0;
  ended_ = true;
  const int error = open_and_check(path);
  was_opened_ = error == 0;
  if (!was_opened_) {
    file_.close();
    return error;
  }
  ended_ = false;
  read_first_bytes();
  return end_ == 0 ? error_ : 0;
}

int RawFile::open_and_check(const std::string& path) {
  const bool is_standard_input = path == "-";
  file_ = is_standard_input ? FileDescriptor::borrow(STDIN_FILENO)
                            : open_for_reading(path.c_str(), O_NONBLOCK);
  if (!file_.is_open()) return errno;
  struct stat facts {};
  if (fstat(file_.number(), &facts) != 0) return errno;
  if (S_ISDIR(facts.st_mode)) return EISDIR;
  is_regular_ = S_ISREG(facts.st_mode);
  expected_bytes_ = is_regular_ ? static_cast<std::size_t>(facts.st_size) : 0;
  if (is_regular_ || is_standard_input) return 0;
  return names_open_file(path.c_str()) ? make_blocking(file_.number()) : ENOTSUP;
}

void RawFile::read_first_bytes() {
  const bool whole = is_regular_ && expected_bytes_ <= whole_bytes_;
  const std::size_t room = whole ? whole_bytes_ + 1 : kStepBytes;
  const std::size_t wanted = whole ? room : kHeadBytes;
  while (end_ < wanted && !ended_) {
    end_ += read_from_disk(buffer_.data() + end_, room - end_);
    // A regular file gives all it has, so having its size is being at its end.
    if (whole && end_ != 0 && end_ == expected_bytes_) end();
  }
}

// False when it was stopped before there was something to read.
bool RawFile::wait_for_data() const {
  if (is_regular_ || stop_ == nullptr) return true;
  pollfd waited{file_.number(), POLLIN, 0};
  while (!stop_->load(std::memory_order_relaxed)) {
    const int ready = ::poll(&waited, 1, kLongestWait);
    if (ready > 0 || (ready < 0 && errno != EINTR)) return true;
  }
  return false;
}

std::size_t RawFile::read_from_disk(char* out, std::size_t room) {
  if (ended_) return 0;
  if (!wait_for_data()) {
    was_stopped_ = true;
    error_ = ECANCELED;
    end();
    return 0;
  }
  const ssize_t count = file_.read(out, room);
  if (count <= 0) {
    if (count < 0) error_ = errno;
    end();
    return 0;
  }
  bytes_read_ += static_cast<std::size_t>(count);
  return static_cast<std::size_t>(count);
}

void RawFile::end() {
  ended_ = true;
  file_.close();
}

bool RawFile::refill() {
  if (begin_ != end_) return true;
  begin_ = 0;
  end_ = read_from_disk(buffer_.data(), kStepBytes);
  return end_ != 0;
}

std::size_t RawFile::read(char* out, std::size_t room) {
  if (begin_ == end_) return read_from_disk(out, room);
  const std::size_t count = std::min(room, end_ - begin_);
  std::memcpy(out, buffer_.data() + begin_, count);
  take(count);
  return count;
}

void RawFile::give_buffer_to(PaddedBuffer& other) {
  buffer_.swap(other);
  begin_ = end_ = 0;
  buffer_.grow(std::max(whole_bytes_ + 1, kStepBytes), 0);
}

}  // namespace trailsift::io

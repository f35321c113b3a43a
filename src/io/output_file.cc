// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/output_file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace trailsift::io {
namespace {

namespace fs = std::filesystem;

Error cannot_write(const std::string& name, const std::string& why) {
  return {"cannot-write", "cannot write " + name + ": " + why, {}, ""};
}

Error cannot_write(const std::string& name, int number) {
  return cannot_write(name, std::generic_category().message(number));
}

// Owns a descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { (void)close_now(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }
  // Some file systems report a full disk only here.
  [[nodiscard]] bool close_now() {
    const int number = std::exchange(number_, -1);
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

// Holds back the signals that end a program while a temporary file exists.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_;
};

// A new file beside `target`, removed at the end unless it was moved into place.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& target) {
    const std::string stem = target + ".tmp-" + std::to_string(::getpid()) + "-";
    for (int attempt = 0; attempt < 100; ++attempt) {
      path_ = stem + std::to_string(attempt);
      const int number = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      error_ = number < 0 ? errno : 0;
      if (number >= 0) descriptor_.emplace(number);
      if (error_ != EEXIST) return;
    }
  }
  ~TemporaryFile() {
    if (error_ == 0 && !moved_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  // 0, or why there is no file.
  [[nodiscard]] int error() const { return error_; }
  [[nodiscard]] int descriptor() const { return descriptor_->number(); }

  // Brings the bytes to the disk, then puts the file in place of `target`. False: see errno.
  [[nodiscard]] bool move_to(const std::string& target) {
    struct stat old {};
    if (::stat(target.c_str(), &old) == 0 && ::fchmod(descriptor(), old.st_mode & 07777) != 0) {
      return false;
    }
    if (::fsync(descriptor()) != 0 || !descriptor_->close_now()) return false;
    moved_ = ::rename(path_.c_str(), target.c_str()) == 0;
    return moved_;
  }

 private:
  std::string path_;
  std::optional<Descriptor> descriptor_;
  int error_ = 0;
  bool moved_ = false;
};

// Follows links to the end, also when there is nothing at the end yet.
std::string link_target(const std::string& path) {
  fs::path target = path;
  std::error_code problem;
  for (int hops = 0; hops < 40 && fs::is_symlink(target, problem); ++hops) {
    const fs::path next = fs::read_symlink(target, problem);
    if (problem) break;
    target = next.is_absolute() ? next : target.parent_path() / next;
  }
  return target.string();
}

}  // namespace

std::optional<Error> write_fully(int descriptor, std::string_view bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      return Error{"closed-pipe", "the reader of " + name + " has gone away", {}, ""};
    } else if (errno != EINTR) {
      return cannot_write(name, errno);
    }
  }
  return std::nullopt;
}

Result<OutputFile> OutputFile::prepare(const std::string& path) {
  if (path.empty()) return cannot_write("the output", "a file name is needed");
  std::error_code problem;
  const auto status = fs::status(path, problem);
  if (fs::is_directory(status) || path.back() == '/') return cannot_write(path, "it is a folder");
  if (fs::exists(status) && ::access(path.c_str(), W_OK) != 0) return cannot_write(path, errno);
  if (fs::exists(status) && !fs::is_regular_file(status)) return OutputFile(path, path, false);
  std::string target = link_target(path);
  const SignalsHeld held;
  const TemporaryFile probe(target);
  if (probe.error() != 0) return cannot_write(path, probe.error());
  return OutputFile(path, std::move(target), true);
}

std::optional<Error> OutputFile::write(std::string_view bytes) const {
  if (!replaceable_) {
    const Descriptor device(::open(target_.c_str(), O_WRONLY | O_CLOEXEC));
    if (device.number() < 0) return cannot_write(path_, errno);
    return write_fully(device.number(), bytes, path_);
  }
  const SignalsHeld held;
  TemporaryFile file(target_);
  if (file.error() != 0) return cannot_write(path_, file.error());
  if (auto error = write_fully(file.descriptor(), bytes, path_)) return error;
  if (!file.move_to(target_)) return cannot_write(path_, errno);
  return std::nullopt;
}

}  // namespace trailsift::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "trailsift/base/result.h"

namespace trailsift::io {

// Writes all of `bytes` to an open descriptor, through interruptions and partial writes. `name` is
// what a person calls the other end. Errors: "closed-pipe" when the reader has gone (the caller
// must have SIGPIPE ignored), "cannot-write" for everything else, a full disk for example.
[[nodiscard]] std::optional<Error> write_fully(int descriptor, std::string_view bytes,
                                               const std::string& name);

// A file that is written whole or not at all: the bytes go to a temporary file in the same folder,
// which takes the name of the old file once it is safely on the disk. On any error the old file is
// as it was and no temporary file is left. Signals that end a program wait until write() is done,
// so that they leave nothing half-written either.
//
// A path that leads through symbolic links replaces the file at their end. A device or FIFO, such
// as /dev/stdout, cannot be replaced and is written to directly.
class OutputFile {
 public:
  // Proves that the path can be written, before any work: tries to create a file in the folder and
  // takes it away again. Error "cannot-write" for a folder, a missing folder, or lacking rights.
  [[nodiscard]] static Result<OutputFile> prepare(const std::string& path);

  // Writes the file. May be called again; each call replaces what the one before wrote.
  [[nodiscard]] std::optional<Error> write(std::string_view bytes) const;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  OutputFile(std::string path, std::string target, bool replaceable)
      : path_(std::move(path)), target_(std::move(target)), replaceable_(replaceable) {}

  std::string path_;    // as the user named it
  std::string target_;  // what links lead to
  bool replaceable_;
};

}  // namespace trailsift::io

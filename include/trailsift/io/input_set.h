// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "trailsift/io/file_list.h"

namespace trailsift::io {

// A path that could not be looked into.
struct InputProblem {
  std::string path;    // display form
  std::string reason;  // "not-found", "permission-denied", "unreadable-folder", "special-file",
                       // "path-too-long", "io-error"
  std::string detail;  // a few words for a person
};

// What there is to read.
struct InputSet {
  FileList files;                      // in the order of FileList::sort()
  std::vector<InputProblem> problems;  // sorted by path
  // Reason -> count: "special-file", "symlinked-folder", and "same-file" for a file that was
  // reached before (by the same path, an overlap, a symlink or a hard link).
  std::map<std::string, std::uint64_t> skipped;
};

struct DiscoverOptions {
  bool follow_symlinked_folders = false;
};

// Expands files, folders and "-" to the files to read. A file that is reached twice is listed once.
// FIFOs, sockets and devices are never opened; one that is named itself is a problem, except the
// names under which a shell hands over open files ("/dev/stdin", "/dev/fd/63"). Symlinks to files
// are followed, a folder typed may be a symlink, one that leads nowhere is a problem; loops end.
// The result does not depend on the order in which folders list their files. File names may be any
// bytes. A path too long to be opened is a problem. Never throws for what is on disk.
[[nodiscard]] InputSet discover(const std::vector<std::string>& paths,
                                const DiscoverOptions& options = {});

}  // namespace trailsift::io

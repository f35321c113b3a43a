// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "trailsift/io/file_list.h"

namespace trailsift::io {

// Device and inode: the same for every name of a file.
using FileIdentity = std::pair<dev_t, ino_t>;

struct FoundFile {
  FileList::NamedFile file;
  FileIdentity identity;
  bool is_symlink = false;
};

// Takes the files of one folder after another, so that no more than one folder's are in memory.
class FolderVisitor {
 public:
  virtual ~FolderVisitor() = default;
  // `folder`: the folder walked, the way below it, and a slash. `files` may be moved from.
  virtual void take(const std::string& folder, std::vector<FoundFile>& files) = 0;
};

struct FoundProblem {
  std::string path;
  const char* reason = "";  // see InputProblem
  int error = 0;
};

// What a walk met besides files.
struct WalkReport {
  std::vector<FoundProblem> problems;
  std::vector<FileIdentity> special_files;
  std::vector<FileIdentity> symlinked_folders;  // the links, where they are not followed
};

// Which reason of InputProblem an error number from looking at a file means.
[[nodiscard]] const char* problem_reason(int error);

// Everything below `folder` (given without a slash at its end, unless it is "/"), to any depth, in
// no order. One folder is open at a time. Symlinked folders are followed on request; each folder is
// then walked once, under a name that does not depend on the order in which the disk lists them:
// real names before symlinks, and those in the order of their paths.
[[nodiscard]] WalkReport walk_folder(const std::string& folder, bool follow_symlinked_folders,
                                     FolderVisitor& visitor);

}  // namespace trailsift::io

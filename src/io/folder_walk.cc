// SPDX-License-Identifier: Apache-2.0
#include "io/folder_walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <string_view>

#include "io/file_descriptor.h"

namespace trailsift::io {
namespace {

constexpr const char* kUnreadableFolder = "unreadable-folder";

// Why a folder could not be opened.
const char* folder_reason(int error) {
  const bool is_told = error == EACCES || error == EPERM || error == ENAMETOOLONG;
  return is_told ? problem_reason(error) : kUnreadableFolder;
}

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

class Walk {
 public:
  Walk(bool follows_links, FolderVisitor& visitor)
      : follows_links_(follows_links), visitor_(visitor) {}

  WalkReport run(const std::string& folder);

 private:
  void walk_tree(const std::string& folder);
  void walk_one(const std::string& folder);
  [[nodiscard]] OpenFolder open_folder(const std::string& folder);
  void meet(const dirent& entry);
  void look_at(const dirent& entry, bool is_symlink);
  [[nodiscard]] std::string path_of(const dirent& entry) const { return present_ + entry.d_name; }
  [[nodiscard]] FileIdentity identity_of(const dirent& entry) const {
    return {present_device_, entry.d_ino};
  }
  void report(std::string path, const char* reason, int error) {
    report_.problems.push_back({std::move(path), reason, error});
  }

  bool follows_links_;
  FolderVisitor& visitor_;
  WalkReport report_;
  std::vector<std::string> folders_;  // found and not walked yet
  std::vector<std::string> links_;    // symlinked folders found and not walked yet
  std::set<FileIdentity> walked_;
  std::string present_;           // the folder that is open, with a slash
  std::vector<FoundFile> files_;  // in it
  int present_number_ = -1;
  dev_t present_device_ = 0;
};

WalkReport Walk::run(const std::string& folder) {
  links_.push_back(folder);
  while (!links_.empty()) {
    const std::vector<std::string> round = std::exchange(links_, {});
    for (const std::string& link : round) walk_tree(link);
    std::sort(links_.begin(), links_.end());
  }
  return std::move(report_);
}

void Walk::walk_tree(const std::string& folder) {
  folders_.push_back(folder);
  while (!folders_.empty()) {
    const std::string next = std::move(folders_.back());
    folders_.pop_back();
    walk_one(next);
  }
}

void Walk::walk_one(const std::string& folder) {
  const OpenFolder open = open_folder(folder);
  if (open == nullptr) return;
  present_ = folder.ends_with('/') ? folder : folder + '/';
  files_.clear();
  errno = 0;
  while (const dirent* entry = readdir(open.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") meet(*entry);
    errno = 0;  // readdir tells an error from the end by it alone
  }
  if (errno != 0) report(folder, kUnreadableFolder, errno);
  visitor_.take(present_, files_);
}

// Nothing when it cannot be read, which is reported, or was walked under another name.
OpenFolder Walk::open_folder(const std::string& folder) {
  FileDescriptor file = open_for_reading(folder.c_str(), O_DIRECTORY | O_NONBLOCK);
  struct stat facts {};
  if (!file.is_open() || fstat(file.number(), &facts) != 0) {
    report(folder, folder_reason(errno), errno);
    return nullptr;
  }
  if (!walked_.insert({facts.st_dev, facts.st_ino}).second) return nullptr;
  OpenFolder open(fdopendir(file.number()));
  if (open == nullptr) {
    report(folder, kUnreadableFolder, errno);
    return nullptr;
  }
  present_number_ = file.release();
  present_device_ = facts.st_dev;
  return open;
}

void Walk::meet(const dirent& entry) {
  switch (entry.d_type) {
    case DT_DIR:
      folders_.push_back(path_of(entry));
      break;
    case DT_REG:
    case DT_UNKNOWN:
      look_at(entry, false);
      break;
    case DT_LNK:
      look_at(entry, true);
      break;
    default:
      report_.special_files.push_back(identity_of(entry));
  }
}

void Walk::look_at(const dirent& entry, bool is_symlink) {
  struct stat facts {};
  const int flags = is_symlink ? 0 : AT_SYMLINK_NOFOLLOW;
  if (fstatat(present_number_, entry.d_name, &facts, flags) != 0) {
    report(path_of(entry), problem_reason(errno), errno);
  } else if (S_ISLNK(facts.st_mode)) {
    look_at(entry, true);
  } else if (S_ISDIR(facts.st_mode) && !is_symlink) {
    folders_.push_back(path_of(entry));
  } else if (S_ISDIR(facts.st_mode) && follows_links_) {
    links_.push_back(path_of(entry));
  } else if (S_ISDIR(facts.st_mode)) {
    report_.symlinked_folders.push_back(identity_of(entry));
  } else if (!S_ISREG(facts.st_mode)) {
    report_.special_files.push_back(identity_of(entry));
  } else if (path_of(entry).size() >= PATH_MAX) {
    report(path_of(entry), problem_reason(ENAMETOOLONG), ENAMETOOLONG);
  } else {
    files_.push_back({{entry.d_name, static_cast<std::uint64_t>(facts.st_size)},
                      {facts.st_dev, facts.st_ino},
                      is_symlink});
  }
}

}  // namespace

const char* problem_reason(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return "not-found";
    case EACCES:
    case EPERM:
      return "permission-denied";
    case ENAMETOOLONG:
      return "path-too-long";
    default:
      return "io-error";
  }
}

WalkReport walk_folder(const std::string& folder, bool follow_symlinked_folders,
                       FolderVisitor& visitor) {
  return Walk(follow_symlinked_folders, visitor).run(folder);
}

}  // namespace trailsift::io

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/input_set.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "io/file_descriptor.h"
#include "io/folder_walk.h"

namespace trailsift::io {
namespace {

constexpr const char* kSpecialFile = "special-file";

// One name of a file: its place in the list, and which file it is.
struct Candidate {
  FileIdentity identity;
  std::uint32_t place = 0;
  bool is_symlink = false;
};

// "logs//" is "logs", and "/" stays.
std::string without_slashes(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

bool is_standard_input(const std::string& path) {
  return path == "-" || path == "/dev/stdin" || path == "/dev/fd/0" || path == "/proc/self/fd/0";
}

class Discovery : private FolderVisitor {
 public:
  Discovery(const std::vector<std::string>& paths, const DiscoverOptions& options);

  InputSet run();

 private:
  void add_argument(const std::string& path);
  void add_folder(const std::string& folder);
  void add_file(const std::string& path, const struct stat& facts);
  void take(const std::string& folder, std::vector<FoundFile>& files) override;
  void add_candidate(const FileIdentity& identity, bool is_symlink) {
    candidates_.push_back({identity, static_cast<std::uint32_t>(candidates_.size()), is_symlink});
  }
  void add_problem(std::string display, const char* reason, std::string detail) {
    set_.problems.push_back({std::move(display), reason, std::move(detail)});
  }
  void drop_duplicates();
  void order_problems();

  DiscoverOptions options_;
  std::vector<std::string> paths_;
  bool has_several_paths_;
  std::size_t hidden_ = 0;  // bytes of the folder being walked that are not displayed
  std::vector<FileList::NamedFile> names_;                 // reused
  std::vector<Candidate> candidates_;                      // one for each file in the list
  std::map<std::string, std::set<FileIdentity>> skipped_;  // each once, however often it is met
  InputSet set_;
};

Discovery::Discovery(const std::vector<std::string>& paths, const DiscoverOptions& options)
    : options_(options) {
  paths_.reserve(paths.size());
  for (const std::string& path : paths) paths_.push_back(without_slashes(path));
  has_several_paths_ = std::any_of(paths_.begin(), paths_.end(),
                                   [&](const std::string& path) { return path != paths_.front(); });
}

InputSet Discovery::run() {
  for (const std::string& path : paths_) add_argument(path);
  drop_duplicates();
  set_.files.sort();
  order_problems();
  for (const auto& [reason, identities] : skipped_) {
    if (!identities.empty()) set_.skipped[reason] = identities.size();
  }
  return std::move(set_);
}

void Discovery::add_argument(const std::string& path) {
  const bool from_standard_input = is_standard_input(path);
  struct stat facts {};
  const int outcome =
      from_standard_input ? fstat(STDIN_FILENO, &facts) : stat(path.c_str(), &facts);
  if (outcome != 0) {
    add_problem(path, problem_reason(errno), std::generic_category().message(errno));
  } else if (from_standard_input || S_ISREG(facts.st_mode)) {
    add_file(path, facts);
  } else if (S_ISDIR(facts.st_mode)) {
    add_folder(path);
  } else if (names_open_file(path.c_str())) {
    add_file(path, facts);
  } else {
    add_problem(path, kSpecialFile, "a pipe, socket or device, not a file");
  }
}

void Discovery::add_file(const std::string& path, const struct stat& facts) {
  set_.files.add_typed(path, is_standard_input(path),
                       S_ISREG(facts.st_mode) ? static_cast<std::uint64_t>(facts.st_size) : 0);
  add_candidate({facts.st_dev, facts.st_ino}, false);
}

void Discovery::take(const std::string& folder, std::vector<FoundFile>& files) {
  names_.clear();
  for (FoundFile& found : files) {
    names_.push_back(std::move(found.file));
    add_candidate(found.identity, found.is_symlink);
  }
  set_.files.add_folder(folder, hidden_, names_);
}

void Discovery::add_folder(const std::string& folder) {
  hidden_ = has_several_paths_ ? 0 : folder.size() + (folder == "/" ? 0 : 1);
  const WalkReport report = walk_folder(folder, options_.follow_symlinked_folders, *this);
  for (const FoundProblem& found : report.problems) {
    add_problem(found.path.size() > hidden_ ? found.path.substr(hidden_) : found.path, found.reason,
                std::generic_category().message(found.error));
  }
  skipped_[kSpecialFile].insert(report.special_files.begin(), report.special_files.end());
  skipped_["symlinked-folder"].insert(report.symlinked_folders.begin(),
                                      report.symlinked_folders.end());
}

// Of several names for a file a real one is kept rather than a symlink, and then the first by name,
// so that the choice does not hang on the order of the disk or of the arguments.
void Discovery::drop_duplicates() {
  std::sort(candidates_.begin(), candidates_.end(), [&](const Candidate& a, const Candidate& b) {
    if (a.identity != b.identity) return a.identity < b.identity;
    if (a.is_symlink != b.is_symlink) return b.is_symlink;
    return set_.files.is_displayed_before(a.place, b.place);
  });
  const auto kept_end =
      std::unique(candidates_.begin(), candidates_.end(),
                  [](const Candidate& a, const Candidate& b) { return a.identity == b.identity; });
  if (const auto again = static_cast<std::uint64_t>(candidates_.end() - kept_end); again > 0) {
    set_.skipped["same-file"] = again;
    std::vector<bool> kept(candidates_.size());
    for (auto candidate = candidates_.begin(); candidate != kept_end; ++candidate) {
      kept[candidate->place] = true;
    }
    set_.files.keep(kept);
  }
  std::vector<Candidate>().swap(candidates_);
}

// A problem that was met twice, because its path was typed twice, is one problem.
void Discovery::order_problems() {
  const auto rank = [](const InputProblem& problem) {
    return std::tie(problem.path, problem.reason, problem.detail);
  };
  auto& problems = set_.problems;
  std::sort(problems.begin(), problems.end(),
            [&](const InputProblem& a, const InputProblem& b) { return rank(a) < rank(b); });
  problems.erase(
      std::unique(problems.begin(), problems.end(),
                  [&](const InputProblem& a, const InputProblem& b) { return rank(a) == rank(b); }),
      problems.end());
}

}  // namespace

InputSet discover(const std::vector<std::string>& paths, const DiscoverOptions& options) {
  return Discovery(paths, options).run();
}

}  // namespace trailsift::io

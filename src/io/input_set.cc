// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/input_set.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "io/file_descriptor.h"
#include "io/folder_walk.h"

namespace trailsift::io {
namespace {

constexpr const char* kSpecialFile = "special-file";

struct Candidate {
  InputFile file;
  FileIdentity identity;
  bool is_symlink = false;
  std::size_t argument = 0;  // which of the paths typed led to it
};

// "logs//" is "logs", and "/" stays.
std::string without_slashes(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

bool is_standard_input(const std::string& path) {
  return path == "-" || path == "/dev/stdin" || path == "/dev/fd/0" || path == "/proc/self/fd/0";
}

class Discovery {
 public:
  Discovery(const std::vector<std::string>& paths, const DiscoverOptions& options);

  InputSet run();

 private:
  void add_argument(std::size_t argument);
  void add_folder(const std::string& folder, std::size_t argument);
  void add_file(const std::string& path, const struct stat& facts, std::size_t argument);
  void add_problem(std::string display, const char* reason, std::string detail) {
    set_.problems.push_back({std::move(display), reason, std::move(detail)});
  }
  void drop_duplicates();
  void order_files();
  void order_problems();

  DiscoverOptions options_;
  std::vector<std::string> paths_;
  bool has_several_paths_;
  std::vector<Candidate> candidates_;
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
  for (std::size_t i = 0; i < paths_.size(); ++i) add_argument(i);
  drop_duplicates();
  order_files();
  order_problems();
  for (const auto& [reason, identities] : skipped_) {
    if (!identities.empty()) set_.skipped[reason] = identities.size();
  }
  return std::move(set_);
}

void Discovery::add_argument(std::size_t argument) {
  const std::string& path = paths_[argument];
  const bool from_standard_input = is_standard_input(path);
  struct stat facts {};
  const int outcome =
      from_standard_input ? fstat(STDIN_FILENO, &facts) : stat(path.c_str(), &facts);
  if (outcome != 0) {
    add_problem(path, problem_reason(errno), std::generic_category().message(errno));
  } else if (from_standard_input || S_ISREG(facts.st_mode)) {
    add_file(path, facts, argument);
  } else if (S_ISDIR(facts.st_mode)) {
    add_folder(path, argument);
  } else if (names_open_file(path.c_str())) {
    add_file(path, facts, argument);
  } else {
    add_problem(path, kSpecialFile, "a pipe, socket or device, not a file");
  }
}

void Discovery::add_file(const std::string& path, const struct stat& facts, std::size_t argument) {
  Candidate candidate;
  candidate.file.path = is_standard_input(path) ? "-" : path;
  candidate.file.display = path;
  candidate.file.size = S_ISREG(facts.st_mode) ? static_cast<std::uint64_t>(facts.st_size) : 0;
  candidate.identity = {facts.st_dev, facts.st_ino};
  candidate.argument = argument;
  candidates_.push_back(std::move(candidate));
}

void Discovery::add_folder(const std::string& folder, std::size_t argument) {
  FolderContent content = walk_folder(folder, options_.follow_symlinked_folders);
  const std::size_t hidden = has_several_paths_ ? 0 : folder.size() + (folder == "/" ? 0 : 1);
  const auto display = [&](const std::string& path) {
    return path.size() > hidden ? path.substr(hidden) : path;
  };
  candidates_.reserve(candidates_.size() + content.files.size());
  for (FoundFile& found : content.files) {
    Candidate candidate;
    candidate.file.display = display(found.path);
    candidate.file.path = std::move(found.path);
    candidate.file.size = found.size;
    candidate.identity = found.identity;
    candidate.is_symlink = found.is_symlink;
    candidate.argument = argument;
    candidates_.push_back(std::move(candidate));
  }
  for (const FoundProblem& found : content.problems) {
    add_problem(display(found.path), found.reason, std::generic_category().message(found.error));
  }
  skipped_[kSpecialFile].insert(content.special_files.begin(), content.special_files.end());
  skipped_["symlinked-folder"].insert(content.symlinked_folders.begin(),
                                      content.symlinked_folders.end());
}

// Of several names for a file a real one is kept rather than a symlink, and then the first by name,
// so that the choice does not hang on the order of the disk or of the arguments.
void Discovery::drop_duplicates() {
  const auto rank = [](const Candidate& candidate) {
    return std::tie(candidate.identity, candidate.is_symlink, candidate.file.display,
                    candidate.argument);
  };
  std::sort(candidates_.begin(), candidates_.end(),
            [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
  const auto kept_end =
      std::unique(candidates_.begin(), candidates_.end(),
                  [](const Candidate& a, const Candidate& b) { return a.identity == b.identity; });
  set_.duplicates = static_cast<std::uint64_t>(candidates_.end() - kept_end);
  candidates_.erase(kept_end, candidates_.end());
}

void Discovery::order_files() {
  for (Candidate& candidate : candidates_) {
    const NameFacts facts = read_name(candidate.file.path);
    candidate.file.delivered = facts.delivered;
    candidate.file.delivered_precise = facts.delivered_precise;
    candidate.file.name_class = facts.name_class;
  }
  const auto rank = [](const Candidate& candidate) {
    return std::tie(candidate.file.delivered, candidate.file.display, candidate.argument);
  };
  std::sort(candidates_.begin(), candidates_.end(),
            [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
  set_.files.reserve(candidates_.size());
  for (Candidate& candidate : candidates_) set_.files.push_back(std::move(candidate.file));
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

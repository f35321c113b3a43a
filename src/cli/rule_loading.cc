// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rule_loading.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>
#include <utility>

#include "trailsift/cli/embedded_rules.h"
#include "trailsift/io/text_file.h"
#include "trailsift/sigma/packed_yaml.h"
#include "trailsift/sigma/rule_digest.h"
#include "trailsift/sigma/rule_reader.h"

namespace trailsift::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxRuleFileBytes = 4U << 20;

Error cannot_read(const std::string& path, const std::error_code& problem) {
  return {"cannot-read", "cannot read: " + problem.message(), {path, 0, 0}, ""};
}

// A file that is called nothing but ".yml" has no such ending.
// A link that leads nowhere is one: that it cannot be read must be told.
bool is_file_with_ending(const fs::directory_entry& entry,
                         std::initializer_list<std::string_view> endings) {
  std::error_code problem;
  const std::string name = entry.path().filename().string();
  const bool is_file =
      entry.is_regular_file(problem) || (entry.is_symlink(problem) && !entry.exists(problem));
  return is_file && std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
           return name.size() > ending.size() && name.ends_with(ending);
         });
}

Result<std::vector<std::string>> rule_files_below(const std::string& folder) {
  auto files = files_below(folder, {".yml", ".yaml"});
  if (files && files.value().empty()) {
    return Error{"no-rules", "there is no *.yml or *.yaml file below it", {folder, 0, 0}, ""};
  }
  return files;
}

Result<std::vector<std::string>> expand(const std::string& path) {
  std::error_code problem;
  if (fs::is_directory(path, problem)) return rule_files_below(path);
  return std::vector<std::string>{path};
}

class Loader {
 public:
  void add_builtin_rules() {
    for (const EmbeddedRule& rule : embedded_rules().files) {
      const sigma::YamlText tree = sigma::unpack_yaml(rule.tree);
      add(rule.text,
          sigma::read_rules(rule.text, tree, fmt::format("{}{}", kBuiltinPrefix, rule.path)));
    }
    loaded_.digest = embedded_rules().digest;
  }

  std::optional<Error> add_file(const std::string& path) {
    std::error_code problem;
    const fs::path canonical = fs::canonical(path, problem);
    if (!problem && !seen_.insert(canonical.string()).second) return std::nullopt;
    auto read = io::read_text_file(path, kMaxRuleFileBytes);
    if (!read) return read.error();
    const std::string& text = own_texts_.emplace_back(std::move(read).value());
    add(text, sigma::read_rules(text, path));
    return std::nullopt;
  }

  // As a rule that is refused, so that it can be gone on without.
  void refuse_file(const Error& error) {
    sigma::Diagnostic diagnostic;
    diagnostic.code = error.code;
    diagnostic.message = error.message;
    diagnostic.hint = error.hint;
    diagnostic.file = error.location.file;
    loaded_.diagnostics.push_back(std::move(diagnostic));
    ++loaded_.documents;
    ++loaded_.files;
  }

  Result<LoadedRules> finish() {
    if (!own_texts_.empty() || loaded_.digest.empty()) {
      loaded_.digest = sigma::digest_rules(std::move(texts_));
    }
    if (loaded_.digest.empty()) {
      return Error{"no-sha256", "the cryptographic library of this system has no SHA-256", {}, ""};
    }
    return std::move(loaded_);
  }

 private:
  // `text` lives as long as the loader.
  void add(std::string_view text, sigma::RuleFile read) {
    std::move(read.rules.begin(), read.rules.end(), std::back_inserter(loaded_.rules));
    std::move(read.filters.begin(), read.filters.end(), std::back_inserter(loaded_.filters));
    std::move(read.diagnostics.begin(), read.diagnostics.end(),
              std::back_inserter(loaded_.diagnostics));
    loaded_.documents += read.documents;
    ++loaded_.files;
    texts_.push_back(text);
  }

  LoadedRules loaded_;
  std::vector<std::string_view> texts_;
  std::deque<std::string> own_texts_;  // of files
  std::set<std::string> seen_;
};

}  // namespace

Result<std::vector<std::string>> files_below(const std::string& folder,
                                             std::initializer_list<std::string_view> endings) {
  std::vector<std::string> files;
  std::error_code problem;
  std::error_code ignored;
  std::string last = folder;  // what cannot be read, if something cannot
  std::set<fs::path> entered = {fs::canonical(folder, ignored)};  // links may lead in circles
  const auto options = fs::directory_options::follow_directory_symlink;
  fs::recursive_directory_iterator entry(folder, options, problem);
  for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    last = entry->path().string();
    if (entry->is_directory(ignored)) {
      const bool is_hidden = entry->path().filename().string().starts_with('.');
      if (is_hidden || !entered.insert(fs::canonical(entry->path(), ignored)).second) {
        entry.disable_recursion_pending();
      }
      continue;
    }
    if (is_file_with_ending(*entry, endings)) files.push_back(last);
  }
  if (problem) return cannot_read(last, problem);
  std::sort(files.begin(), files.end());
  return files;
}

Result<LoadedRules> load_rules(const RuleSources& sources) {
  Loader loader;
  if (sources.builtin) loader.add_builtin_rules();
  for (const std::string& path : sources.paths) {
    const auto files = expand(path);
    if (!files) return files.error();
    std::error_code problem;
    const bool is_folder = fs::is_directory(path, problem);
    for (const std::string& file : files.value()) {
      auto error = loader.add_file(file);
      if (error && !is_folder) return *std::move(error);
      if (error) loader.refuse_file(*error);
    }
  }
  return loader.finish();
}

bool has_error(const std::vector<sigma::Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const sigma::Diagnostic& problem) {
    return problem.severity == sigma::Severity::kError;
  });
}

}  // namespace trailsift::cli

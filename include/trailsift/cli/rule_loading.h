// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/sigma/diagnostic.h"
#include "trailsift/sigma/filter.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::cli {

// Where rules are to come from.
struct RuleSources {
  bool builtin = true;
  std::vector<std::string> paths;  // files and folders, as typed
};

// What was read from there. Owns all of it.
struct LoadedRules {
  std::vector<sigma::Rule> rules;
  std::vector<sigma::Filter> filters;
  std::vector<sigma::Diagnostic> diagnostics;  // of reading; those of compiling come later
  std::size_t files = 0;
  std::size_t documents = 0;  // rules and filters, the refused ones too
  // "sha256:…" over the text of all files: the same for the same texts, wherever they lie and in
  // whatever order they are named.
  std::string digest;
};

// Begins the name of a built-in rule's file.
inline constexpr std::string_view kBuiltinPrefix = "builtin:";

// Reads the built-in rules, then those of `paths`: a file whatever its name, or every *.yml and
// *.yaml file below a folder, by path. A file that is reached twice is read once. What is wrong
// inside a file is a diagnostic, and so is a file below a folder that cannot be read; an Error is
// only for a path that cannot be read ("cannot-read", "file-too-large") and for a folder without a
// rule file ("no-rules").
[[nodiscard]] Result<LoadedRules> load_rules(const RuleSources& sources);

// The files below a folder whose names end in one of `endings`, by path; not those in folders
// within it whose names begin with a dot, as version control and editors have them. Error:
// "cannot-read".
[[nodiscard]] Result<std::vector<std::string>> files_below(
    const std::string& folder, std::initializer_list<std::string_view> endings);

[[nodiscard]] bool has_error(const std::vector<sigma::Diagnostic>& diagnostics);

}  // namespace trailsift::cli

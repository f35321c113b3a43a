// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/config_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "trailsift/cli/config.h"
#include "trailsift/cli/config_template.h"
#include "trailsift/cli/console.h"
#include "trailsift/cli/rule_loading.h"
#include "trailsift/io/output_file.h"
#include "trailsift/report/safe_text.h"
#include "trailsift/report/text_layout.h"

namespace trailsift::cli {
namespace {

constexpr const char* kUsualName = "trailsift.yml";
constexpr std::size_t kMostShown = 10;

bool holds_something(const std::string& path) {
  std::error_code problem;
  return std::filesystem::is_regular_file(path, problem);
}

std::string line(std::string_view key, const std::vector<std::string>& values) {
  return fmt::format("  {}: {}\n", report::safe_text(key),
                     values.empty() ? "nothing" : report::listed(values, kMostShown));
}

}  // namespace

ExitStatus run_config_init_command(const TypedOptions& typed) {
  const Console console(false);
  const std::string path = typed.has(FlagId::kConfigOutput)
                               ? typed.values.at(FlagId::kConfigOutput).front()
                               : kUsualName;
  if (path.empty()) return console.error(bad_value(FlagId::kConfigOutput, path));
  if (!typed.has(FlagId::kForce) && holds_something(path)) {
    return console.error(
        {"file-exists", "the file is there already", {path, 0, 0}, "--force writes over it"});
  }
  const auto file = io::OutputFile::prepare(path);
  if (!file) return console.error(file.error());
  if (const auto problem = file.value().write(config_template())) return console.error(*problem);
  console.note(fmt::format("wrote {}; all of it is commented out", path));
  return ExitStatus::kDone;
}

ExitStatus run_config_check_command(const TypedOptions& typed) {
  const std::string path = typed.operands.empty() ? kUsualName : typed.operands.front();
  const auto config = read_config(path);
  if (!config) return Console(false).error(config.error());
  const auto& [lists, rule_paths] = config.value();
  const auto rules = load_rules({false, rule_paths});
  if (!rules) return Console(false).error(rules.error());
  Console(false).diagnostics(rules.value().diagnostics);
  if (has_error(rules.value().diagnostics)) return ExitStatus::kFailed;
  const bool empty = lists.empty() && rule_paths.empty();
  std::string text = fmt::format("{} is good{}\n", report::safe_text(path),
                                 empty ? " and sets nothing" : " and sets");
  for (const auto& [key, values] : lists) text += line(key, values);
  if (!rule_paths.empty()) text += line("rules", rule_paths);
  return write_out(text, ExitStatus::kDone);
}

}  // namespace trailsift::cli

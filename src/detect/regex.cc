// SPDX-License-Identifier: Apache-2.0
#include "detect/regex.h"

#include <re2/re2.h>

#include <map>
#include <mutex>
#include <utility>

namespace trailsift::detect {
namespace {

constexpr std::int64_t kMaxMemory = 4 << 20;

std::string with_flags(const std::string& pattern, RegexFlags flags) {
  std::string letters;
  if (flags.ignore_case) letters += 'i';
  if (flags.multi_line) letters += 'm';
  if (flags.dot_all) letters += 's';
  return letters.empty() ? pattern : "(?" + letters + ")" + pattern;
}

}  // namespace

Result<std::shared_ptr<const Regex>> Regex::compile(const std::string& pattern, RegexFlags flags) {
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<const Regex>> known;
  const std::string text = with_flags(pattern, flags);
  const std::lock_guard lock(mutex);
  std::weak_ptr<const Regex>& place = known[text];
  if (std::shared_ptr<const Regex> same = place.lock()) return same;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxMemory);
  auto engine = std::make_unique<re2::RE2>(text, options);
  if (!engine->ok()) return Error{"invalid-regex", engine->error(), {}, {}};
  const std::shared_ptr<const Regex> regex(new Regex(std::move(engine)));
  place = regex;
  return regex;
}

Regex::Regex(std::unique_ptr<re2::RE2> engine) : engine_(std::move(engine)) {}
Regex::~Regex() = default;

bool Regex::found_in(std::string_view text) const {
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *engine_);
}

}  // namespace trailsift::detect

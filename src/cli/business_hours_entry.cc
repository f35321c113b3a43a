// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/business_hours_entry.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "trailsift/detect/business_hours.h"

namespace trailsift::cli {
namespace {

using sigma::YamlNode;

constexpr std::array<std::string_view, 4> kParts = {"zone", "days", "from", "to"};
enum Part : std::size_t { kZone, kDays, kFrom, kTo };

class HoursReader {
 public:
  HoursReader(const YamlNode& map, const std::string& file) : map_(map), file_(file) {}

  Result<std::string> read() {
    if (map_.kind != YamlNode::Kind::kMap) {
      return error(map_, "bad-value", "business hours are a map", keys_hint());
    }
    for (const auto& [key, value] : map_.entries) {
      if (auto problem = take(*key, *value)) return *std::move(problem);
    }
    for (std::size_t part = 0; part < kParts.size(); ++part) {
      if (nodes_[part] != nullptr) continue;
      return error(map_, "missing-key", fmt::format("business hours need \"{}\"", kParts[part]),
                   keys_hint());
    }
    return check();
  }

 private:
  Error error(const YamlNode& node, std::string code, std::string message, std::string hint) const {
    const auto& [line, column] = node.position;
    return {std::move(code), std::move(message), {file_, line, column}, std::move(hint)};
  }

  static std::string keys_hint() {
    return fmt::format("they have the keys {}", fmt::join(kParts, ", "));
  }

  std::optional<Error> take(const YamlNode& key, const YamlNode& value) {
    std::size_t part = 0;
    while (part < kParts.size() && key.text != kParts[part]) ++part;
    if (part == kParts.size()) {
      return error(key, "unknown-key", fmt::format("business hours have no \"{}\"", key.text),
                   keys_hint());
    }
    if (nodes_[part] != nullptr) {
      return error(key, "repeated-key", fmt::format("\"{}\" is given twice", key.text), "");
    }
    nodes_[part] = &value;
    const bool is_list = part == kDays && value.kind == YamlNode::Kind::kSequence;
    return is_list ? take_days(value) : take_text(value, texts_[part]);
  }

  std::optional<Error> take_days(const YamlNode& list) {
    for (const YamlNode* item : list.items) {
      std::string day;
      if (auto problem = take_text(*item, day)) return problem;
      texts_[kDays] += (texts_[kDays].empty() ? "" : ",") + day;
    }
    return std::nullopt;
  }

  // What has spaces would be read as something else.
  std::optional<Error> take_text(const YamlNode& node, std::string& text) const {
    text = node.text;
    const bool plain = node.kind == YamlNode::Kind::kScalar && !text.empty() &&
                       text.find(' ') == std::string::npos;
    if (plain) return std::nullopt;
    return error(node, "bad-value", "this is neither a day, a time nor a zone", "");
  }

  // Each part together with others that are good, so that the error is at its place.
  Result<std::string> check() const {
    const std::string hours = fmt::format("{}-{}", texts_[kFrom], texts_[kTo]);
    if (auto problem = try_out(kZone, "mon", "00:00-24:00", texts_[kZone])) return *problem;
    if (auto problem = try_out(kDays, texts_[kDays], "00:00-24:00", "UTC")) return *problem;
    if (auto problem = try_out(part_at_fault(), "mon", hours, "UTC")) return *problem;
    return fmt::format("{} {} {}", texts_[kDays], hours, texts_[kZone]);
  }

  // If it is one of the two.
  Part part_at_fault() const {
    const bool from_is_good = !try_out(kFrom, "mon", texts_[kFrom] + "-24:00", "UTC");
    return from_is_good && texts_[kFrom] != texts_[kTo] ? kTo : kFrom;
  }

  std::optional<Error> try_out(Part part, std::string_view days, std::string_view hours,
                               std::string_view zone) const {
    const auto tried = detect::BusinessHours::parse(fmt::format("{} {} {}", days, hours, zone));
    if (tried) return std::nullopt;
    return error(*nodes_[part], "bad-value", tried.error().message, tried.error().hint);
  }

  const YamlNode& map_;
  const std::string& file_;
  std::array<const YamlNode*, kParts.size()> nodes_{};
  std::array<std::string, kParts.size()> texts_;
};

}  // namespace

Result<std::vector<std::string>> read_business_hours(const YamlNode& entry,
                                                     const std::string& file) {
  std::vector<const YamlNode*> maps = {&entry};
  if (entry.kind == YamlNode::Kind::kSequence) maps = entry.items;
  std::vector<std::string> texts;
  for (const YamlNode* map : maps) {
    auto text = HoursReader(*map, file).read();
    if (!text) return text.error();
    texts.push_back(std::move(text).value());
  }
  return texts;
}

}  // namespace trailsift::cli

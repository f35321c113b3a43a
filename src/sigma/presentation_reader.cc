// SPDX-License-Identifier: Apache-2.0
#include "sigma/presentation_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sigma/timespan_reader.h"
#include "trailsift/base/ascii.h"

namespace trailsift::sigma {
namespace {

const std::array<std::string, 6> kPresentationAttributes = {
    "summary", "next_steps", "refused_level", "usual_level", "once_per", "serves"};

// A capital letter and a number: "A2".
bool is_indicator(std::string_view text) {
  constexpr std::size_t kLongest = 3;
  if (text.size() < 2 || text.size() > kLongest) return false;
  if (text.front() < 'A' || text.front() > 'Z') return false;
  return parse_unsigned(text.substr(1)).value_or(0) > 0;
}

std::vector<std::string> read_serves(const AttributeReader& attributes, DiagnosticLog& log) {
  std::vector<std::string> serves = attributes.texts("serves");
  for (auto indicator = serves.begin(); indicator != serves.end(); ++indicator) {
    const YamlNode& node = *attributes.find("serves");
    if (!is_indicator(*indicator)) {
      log.add(Code::kBadValue, node.position, in_quotes(*indicator) + " is not an indicator",
              "Indicators are a capital letter and a number, like A2; docs/detections.md lists "
              "them.");
    } else if (std::find(serves.begin(), indicator, *indicator) != indicator) {
      log.add(Code::kBadValue, node.position, "'serves' names " + in_quotes(*indicator) + " twice");
    }
  }
  return serves;
}

}  // namespace

std::optional<Level> read_level(const AttributeReader& attributes, std::string_view name,
                                DiagnosticLog& log) {
  const YamlNode* node = attributes.find(name);
  if (node == nullptr) return std::nullopt;
  const std::string text = to_lower(node->text);
  const std::optional<Level> level = parse_level(text);
  if (!level) {
    std::string hint = did_you_mean(text, kLevelNames);
    if (hint.empty()) hint = fmt::format("Levels are {}.", fmt::join(kLevelNames, ", "));
    log.add(Code::kBadLevel, node->position, in_quotes(node->text) + " is not a level", hint);
  }
  return level;
}

Presentation read_presentation(const YamlNode& map, DiagnosticLog& log) {
  const AttributeReader attributes(map, log);
  attributes.check_keys(kPresentationAttributes, Code::kUnknownAttribute, "'trailsift'");
  Presentation presentation;
  presentation.summary = attributes.text("summary");
  presentation.next_steps = attributes.texts("next_steps");
  presentation.serves = read_serves(attributes, log);
  presentation.refused_level = read_level(attributes, "refused_level", log);
  presentation.usual_level = read_level(attributes, "usual_level", log);
  if (const YamlNode* node = attributes.find("once_per")) {
    presentation.once_per_seconds = read_timespan(*node, log);
  }
  return presentation;
}

}  // namespace trailsift::sigma

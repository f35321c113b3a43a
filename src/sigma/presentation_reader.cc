// SPDX-License-Identifier: Apache-2.0
#include "sigma/presentation_reader.h"

#include <array>

#include "sigma/timespan_reader.h"

namespace trailsift::sigma {
namespace {

const std::array<std::string, 4> kPresentationAttributes = {"summary", "next_steps",
                                                            "refused_level", "once_per"};
const std::array<std::string, 5> kLevels = {"informational", "low", "medium", "high", "critical"};

}  // namespace

std::optional<Level> read_level(const AttributeReader& attributes, std::string_view name,
                                DiagnosticLog& log) {
  const YamlNode* node = attributes.find(name);
  if (node == nullptr) return std::nullopt;
  const std::optional<Level> level = parse_level(node->text);
  if (!level) {
    std::string hint = did_you_mean(node->text, kLevels);
    if (hint.empty()) hint = "Levels are informational, low, medium, high and critical.";
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
  presentation.refused_level = read_level(attributes, "refused_level", log);
  if (const YamlNode* node = attributes.find("once_per")) {
    presentation.once_per_seconds = read_timespan(*node, log);
  }
  return presentation;
}

}  // namespace trailsift::sigma

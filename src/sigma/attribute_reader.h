// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sigma/diagnostic_log.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// Reads the attributes of one YAML map and complains where they are not what they should be. An
// attribute without a value ("author:") counts as one that is not there. The map and the log must
// outlive the reader.
class AttributeReader {
 public:
  AttributeReader(const YamlNode& map, DiagnosticLog& log) : map_(map), log_(log) {}

  // The value of the attribute; nothing when there is none.
  [[nodiscard]] const YamlNode* find(std::string_view name) const;
  // The same; complains when there is none. `owner` says of what: "a rule".
  [[nodiscard]] const YamlNode* require(std::string_view name, std::string_view owner) const;
  // The value when it is a map; complains about anything else.
  [[nodiscard]] const YamlNode* find_map(std::string_view name) const;
  [[nodiscard]] const YamlNode* require_map(std::string_view name, std::string_view owner) const;

  // A single value as text, "" when there is none.
  [[nodiscard]] std::string text(std::string_view name) const;
  // A list of single values, or a single value as a list of one.
  [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
  // The same of what no match depends on: what is not of that form is left out with a warning, and
  // an item without a value without one.
  [[nodiscard]] std::string metadata_text(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> metadata_texts(std::string_view name) const;
  // true or false, unquoted; `fallback` when there is none.
  [[nodiscard]] bool flag(std::string_view name, bool fallback) const;

  // Complains about every key that is not among those known.
  void check_keys(std::span<const std::string> known, Code code, std::string_view owner) const;
  // Warns of keys that look like one of those known. Any other is the author's own, which the
  // specification allows in rules.
  void warn_of_slips(std::span<const std::string> known, std::string_view owner) const;

 private:
  [[nodiscard]] const YamlNode* only_map(std::string_view name, const YamlNode* value) const;

  const YamlNode& map_;
  DiagnosticLog& log_;
};

}  // namespace trailsift::sigma

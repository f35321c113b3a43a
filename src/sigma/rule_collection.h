// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string_view>

#include "sigma/diagnostic_log.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// Puts together what the documents of one file say in common. Rule collections, from before
// specification 2: a document with "action: global" is no rule, but is a part of each that follows;
// "action: reset" ends that; "action: repeat" says what is different from the rule before it. Maps
// are joined key by key, and of anything else the later counts. An id or a name goes to the first
// rule that it comes to and to no other, for it must be a rule's own.
//
// Nodes live as long as the collection and the documents. Not thread-safe.
class RuleCollection {
 public:
  // Keeps a reference.
  explicit RuleCollection(DiagnosticLog& log) : log_(log) {}

  // The whole of the rule that the next document of the file makes; nothing when it makes none.
  // Then the log got an error, unless the document speaks of others only.
  [[nodiscard]] const YamlNode* take(const YamlNode& root);

 private:
  [[nodiscard]] const YamlNode* take_action(const YamlNode& root, const YamlNode& action);
  [[nodiscard]] const YamlNode& without_action(const YamlNode& root);
  [[nodiscard]] const YamlNode& with_common_part(const YamlNode& root);
  [[nodiscard]] const YamlNode& without_identity(const YamlNode& root);
  [[nodiscard]] const YamlNode& without(const YamlNode& map, std::string_view key);
  // Both are maps; what `later` says counts.
  [[nodiscard]] const YamlNode& join(const YamlNode& earlier, const YamlNode& later);

  DiagnosticLog& log_;
  std::deque<YamlNode> nodes_;        // those that no document has
  const YamlNode* common_ = nullptr;  // of the global documents
  const YamlNode* last_ = nullptr;    // the rule before
};

}  // namespace trailsift::sigma

// SPDX-License-Identifier: Apache-2.0
#include "sigma/rule_collection.h"

#include <algorithm>
#include <array>
#include <string>

namespace trailsift::sigma {
namespace {

using NodeKind = YamlNode::Kind;

const std::array<std::string, 3> kActions = {"global", "reset", "repeat"};

}  // namespace

const YamlNode* RuleCollection::take(const YamlNode& root) {
  const YamlNode* action = root.find("action");
  if (action != nullptr) return take_action(root, *action);
  if (root.kind != NodeKind::kMap) return &root;
  last_ = &with_common_part(root);
  return last_;
}

const YamlNode* RuleCollection::take_action(const YamlNode& root, const YamlNode& action) {
  const YamlNode& rest = without_action(root);
  if (action.text == "global") {
    common_ = common_ == nullptr ? &rest : &join(*common_, rest);
    return nullptr;
  }
  if (action.text == "reset") {
    common_ = nullptr;
    if (rest.entries.empty()) return nullptr;
    return last_ = &rest;
  }
  if (action.text != "repeat") {
    std::string hint = did_you_mean(action.text, kActions);
    if (hint.empty()) hint = "Actions are global, reset and repeat.";
    log_.add(Code::kBadAction, action.position, in_quotes(action.text) + " is not an action", hint);
    return nullptr;
  }
  if (last_ == nullptr) {
    log_.add(Code::kBadAction, action.position, "there is no rule before this one to repeat",
             "Write the whole rule, without 'action'.");
    return nullptr;
  }
  return last_ = &join(without_identity(*last_), rest);
}

const YamlNode& RuleCollection::without_action(const YamlNode& root) {
  return without(root, "action");
}

const YamlNode& RuleCollection::with_common_part(const YamlNode& root) {
  if (common_ == nullptr) return root;
  const YamlNode& rule = join(*common_, root);
  common_ = &without_identity(*common_);
  return rule;
}

const YamlNode& RuleCollection::without_identity(const YamlNode& root) {
  return without(without(root, "id"), "name");
}

const YamlNode& RuleCollection::without(const YamlNode& map, std::string_view key) {
  if (map.find(key) == nullptr) return map;
  YamlNode& copy = nodes_.emplace_back(map);
  std::erase_if(copy.entries, [&](const YamlEntry& entry) { return entry.key->text == key; });
  return copy;
}

// As deep as the documents are, which kDeepestYaml bounds.
const YamlNode& RuleCollection::join(const YamlNode& earlier, const YamlNode& later) {
  YamlNode& joined = nodes_.emplace_back(earlier);
  joined.position = later.position;
  for (const YamlEntry& entry : later.entries) {
    const auto same =
        std::find_if(joined.entries.begin(), joined.entries.end(), [&](const YamlEntry& known) {
          return known.key->kind == NodeKind::kScalar && known.key->text == entry.key->text;
        });
    if (same == joined.entries.end()) {
      joined.entries.push_back(entry);
    } else if (same->value->kind == NodeKind::kMap && entry.value->kind == NodeKind::kMap) {
      *same = {entry.key, &join(*same->value, *entry.value)};
    } else {
      *same = entry;
    }
  }
  return joined;
}

}  // namespace trailsift::sigma

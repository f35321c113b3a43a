// SPDX-License-Identifier: Apache-2.0
#include "sigma/attribute_reader.h"

#include <algorithm>

#include "sigma/scalar_value.h"

namespace trailsift::sigma {

const YamlNode* AttributeReader::find(std::string_view name) const {
  const YamlNode* value = map_.find(name);
  return value != nullptr && value->kind == YamlNode::Kind::kNull ? nullptr : value;
}

const YamlNode* AttributeReader::require(std::string_view name, std::string_view owner) const {
  const YamlNode* value = find(name);
  if (value == nullptr) {
    log_.add(Code::kMissingAttribute, map_.position,
             std::string(owner) + " needs the attribute " + in_quotes(name));
  }
  return value;
}

const YamlNode* AttributeReader::find_map(std::string_view name) const {
  return only_map(name, find(name));
}

const YamlNode* AttributeReader::require_map(std::string_view name, std::string_view owner) const {
  return only_map(name, require(name, owner));
}

const YamlNode* AttributeReader::only_map(std::string_view name, const YamlNode* value) const {
  if (value == nullptr || value->kind == YamlNode::Kind::kMap) return value;
  log_.add(Code::kBadValue, value->position, in_quotes(name) + " must be a map");
  return nullptr;
}

std::string AttributeReader::text(std::string_view name) const {
  const YamlNode* value = find(name);
  if (value == nullptr) return {};
  if (value->kind == YamlNode::Kind::kScalar) return value->text;
  log_.add(Code::kBadValue, value->position, in_quotes(name) + " must be a single value");
  return {};
}

std::vector<std::string> AttributeReader::texts(std::string_view name) const {
  const YamlNode* value = find(name);
  if (value == nullptr) return {};
  if (value->kind == YamlNode::Kind::kScalar) return {value->text};
  std::vector<std::string> list;
  list.reserve(value->items.size());
  if (value->kind == YamlNode::Kind::kMap) {
    log_.add(Code::kBadValue, value->position, in_quotes(name) + " must be a list");
  }
  for (const YamlNode* item : value->items) {
    if (item->kind == YamlNode::Kind::kScalar) {
      list.push_back(item->text);
    } else {
      log_.add(Code::kBadValue, item->position,
               in_quotes(name) + " must be a list of single values");
    }
  }
  return list;
}

std::string AttributeReader::metadata_text(std::string_view name) const {
  const YamlNode* value = find(name);
  if (value == nullptr || value->kind == YamlNode::Kind::kScalar) return text(name);
  log_.add(Code::kOddMetadata, value->position,
           in_quotes(name) + " is not a single value and is left out");
  return {};
}

std::vector<std::string> AttributeReader::metadata_texts(std::string_view name) const {
  const YamlNode* value = find(name);
  if (value == nullptr) return {};
  if (value->kind == YamlNode::Kind::kScalar) return {value->text};
  if (value->kind == YamlNode::Kind::kMap) {
    log_.add(Code::kOddMetadata, value->position,
             in_quotes(name) + " is not a list and is left out");
  }
  std::vector<std::string> list;
  for (const YamlNode* item : value->items) {
    if (item->kind == YamlNode::Kind::kScalar) {
      list.push_back(item->text);
    } else if (item->kind != YamlNode::Kind::kNull) {
      log_.add(Code::kOddMetadata, item->position,
               "what is not a single value is left out of " + in_quotes(name));
    }
  }
  return list;
}

bool AttributeReader::flag(std::string_view name, bool fallback) const {
  const YamlNode* value = find(name);
  if (value == nullptr) return fallback;
  const Scalar scalar = read_scalar(*value);
  if (value->kind == YamlNode::Kind::kScalar && scalar.type == Scalar::Type::kBool) {
    return scalar.boolean;
  }
  log_.add(Code::kBadValue, value->position, in_quotes(name) + " must be true or false");
  return fallback;
}

void AttributeReader::check_keys(std::span<const std::string> known, Code code,
                                 std::string_view owner) const {
  for (const YamlEntry& entry : map_.entries) {
    if (entry.key->kind != YamlNode::Kind::kScalar) continue;  // an error of its own
    const std::string& key = entry.key->text;
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    log_.add(code, entry.key->position, std::string(owner) + " has no attribute " + in_quotes(key),
             did_you_mean(key, known));
  }
}

void AttributeReader::warn_of_slips(std::span<const std::string> known,
                                    std::string_view owner) const {
  for (const YamlEntry& entry : map_.entries) {
    const std::string& key = entry.key->text;
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string hint = did_you_mean(key, known);
    if (hint.empty()) continue;
    log_.add(Code::kUnknownKey, entry.key->position,
             std::string(owner) + " has no attribute " + in_quotes(key), hint);
  }
}

}  // namespace trailsift::sigma

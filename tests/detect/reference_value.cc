// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_value.h"

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <utility>

#include "trailsift/model/field.h"

namespace trailsift::detect::reference {
namespace {

Json document_in(std::string text) {
  static const std::regex kEncoded("^\\s*%(7[Bb]|5[Bb])");
  if (std::regex_search(text, kEncoded)) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::string digits = text[at] == '%' ? text.substr(at + 1, 2) : "";
      const bool escape =
          digits.size() == 2 && digits.find_first_not_of("0123456789abcdefABCDEF") == digits.npos;
      decoded += escape ? static_cast<char>(std::stoi(digits, nullptr, 16)) : text[at];
      if (escape) at += 2;
    }
    text = decoded;
  }
  Json document = Json::parse(text, nullptr, false);
  return document.is_structured() ? document : Json();
}

void reach(const Json& node, const std::string& path, std::vector<Json>& found) {
  if (node.is_array()) {
    for (const Json& member : node) reach(member, path, found);
    return;
  }
  if (path.empty()) {
    found.push_back(node);
    return;
  }
  if (node.is_string()) {
    const Json document = document_in(node.get<std::string>());
    if (document.is_structured()) reach(document, path, found);
    return;
  }
  if (!node.is_object()) return;
  for (const auto& [key, value] : node.items()) {
    if (key == path) reach(value, "", found);
    if (path.starts_with(key + ".")) reach(value, path.substr(key.size() + 1), found);
  }
}

bool leads_somewhere(const Json& node, const std::string& path) {
  if (path.empty()) return true;
  if (node.is_array()) {
    return std::any_of(node.begin(), node.end(),
                       [&](const Json& member) { return leads_somewhere(member, path); });
  }
  if (node.is_string()) {
    const Json document = document_in(node.get<std::string>());
    return document.is_structured() && leads_somewhere(document, path);
  }
  if (!node.is_object()) return false;
  for (const auto& [key, value] : node.items()) {
    if (key == path) return true;
    if (path.starts_with(key + ".") && leads_somewhere(value, path.substr(key.size() + 1))) {
      return true;
    }
  }
  return false;
}

std::optional<Json> derived_value(const Event& event, const std::string& field) {
  for (const FieldInfo& info : field_table()) {
    if (info.path != field) continue;
    const Value& value = event[info.field];
    if (value.is_null()) return std::nullopt;
    if (value.kind == ValueKind::kString) return Json(std::string(value.text()));
    return Json::parse(value.text());
  }
  return std::nullopt;
}

}  // namespace

std::vector<Json> values_of(const std::string& field, const Json& record, const Event& event) {
  std::vector<Json> found;
  if (field.starts_with("derived.")) {
    if (const auto value = derived_value(event, field)) reach(*value, "", found);
  } else {
    reach(record, field, found);
  }
  return found;
}

bool is_there(const std::string& field, const Json& record, const Event& event) {
  if (field.starts_with("derived.")) return derived_value(event, field).has_value();
  return leads_somewhere(record, field);
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::optional<double> number_in(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  static const std::regex kNumber("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  const std::string text = value.get<std::string>();
  if (text.size() > 300 || !std::regex_match(text, kNumber)) return std::nullopt;
  return std::strtod(text.c_str(), nullptr);
}

std::string without_escapes(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = text[at] != '\\' ? 1 : text[at + 1] != 'u' ? 2 : 6;
    const bool surrogate = size == 6 && (text[at + 2] | 0x20) == 'd' && text[at + 3] >= '8';
    if (surrogate) size = 12;
    const std::string part = text.substr(at, size);
    result += size == 1 ? part : Json::parse('"' + part + '"').get<std::string>();
    at += size;
  }
  return result;
}

}  // namespace trailsift::detect::reference

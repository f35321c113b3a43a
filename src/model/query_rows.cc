// SPDX-License-Identifier: Apache-2.0
#include "model/query_rows.h"

#include <array>

#include "model/json_cursor.h"
#include "model/json_text.h"
#include "trailsift/base/ascii.h"
#include "trailsift/base/json_string.h"
#include "trailsift/model/field.h"

namespace trailsift::model {
namespace {

constexpr auto kInnerNames = std::to_array<std::string_view>({"sessionContext",
                                                              "sessionIssuer",
                                                              "attributes",
                                                              "mfaAuthenticated",
                                                              "creationDate",
                                                              "webIdFederationData",
                                                              "federatedProvider",
                                                              "ec2RoleDelivery",
                                                              "sourceIdentity",
                                                              "identityProvider",
                                                              "credentialId",
                                                              "onBehalfOf",
                                                              "userId",
                                                              "identityStoreArn",
                                                              "inScopeOf",
                                                              "apiVersion",
                                                              "tlsDetails",
                                                              "tlsVersion",
                                                              "cipherSuite",
                                                              "clientProvidedHostHeader",
                                                              "addendum",
                                                              "edgeDeviceDetails",
                                                              "insightDetails",
                                                              "sessionCredentialFromConsole",
                                                              "vpcEndpointAccountId"});

constexpr int kMaxStructDepth = 32;

// Blanks alone stand around members; other white space belongs to the value.
std::string_view without_spaces(std::string_view text) { return trim(text, " "); }

// Where the value that begins at `at` ends: at the ',' or bracket on its own level.
std::size_t end_of_value(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth < 0) return at;
    if (c == ',' && depth == 0) return at;
  }
  return at;
}

void append_struct(std::string& json, std::string_view text, int depth);

void append_member(std::string& json, std::string_view member, int depth) {
  const std::size_t equals = member.find('=');
  append_json_string(json, canonical_name(without_spaces(member.substr(0, equals))));
  json += ':';
  append_struct(
      json, equals == std::string_view::npos ? "null" : without_spaces(member.substr(equals + 1)),
      depth);
}

// `text` is what stands between the brackets.
void append_members(std::string& json, std::string_view text, bool named, int depth) {
  bool first = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_value(text, at);
    const std::string_view part = without_spaces(text.substr(at, end - at));
    at = end + 1;
    if (part.empty()) continue;
    if (!first) json += ',';
    first = false;
    if (named) {
      append_member(json, part, depth);
    } else {
      append_struct(json, part, depth);
    }
  }
}

// One JSON object or array and nothing behind it: what a cell holds is chosen by whoever made the
// call, and must not become members of the record beside it.
bool is_json_already(std::string_view text) {
  const bool begins = text.starts_with("{\"") || text.starts_with("[{\"") ||
                      text.starts_with("[\"") || text == "{}" || text == "[]" || text == "[{}]";
  ScannedValue scanned;
  return begins && scan_value(text, 0, scanned) && scanned.end == text.size();
}

void append_struct(std::string& json, std::string_view text, int depth) {
  const bool object = text.size() >= 2 && text.front() == '{' && text.back() == '}';
  const bool array = text.size() >= 2 && text.front() == '[' && text.back() == ']';
  if (is_json_already(text)) {
    json += text;
  } else if (text == "null") {
    json += text;
  } else if ((object || array) && depth < kMaxStructDepth) {
    json += text.front();
    append_members(json, text.substr(1, text.size() - 2), object, depth + 1);
    json += text.back();
  } else {
    append_json_string(json, text);
  }
}

std::string_view member_text(const MemberCursor& cursor, Arena& arena) {
  const std::string_view text = cursor.value().text();
  return cursor.value_escaped() ? unescape(text, arena) : text;
}

void append_column(std::string& record, std::string_view name, std::string_view text) {
  record += record.empty() ? '{' : ',';
  append_json_string(record, canonical_name(name));
  record += ':';
  append_struct(record, text, 0);
}

// The cells of Athena's {"Data":[{"VarCharValue":"…"},{}]}; a cell without a value is null.
std::vector<std::string> athena_cells(std::string_view data, Arena& arena) {
  std::vector<std::string> cells;
  MemberCursor cursor(data);
  while (cursor.next()) {
    std::string text = "null";
    MemberCursor cell(cursor.value().text());
    if (cell.next()) text = member_text(cell, arena);
    cells.push_back(std::move(text));
  }
  return cells;
}

}  // namespace

std::string_view canonical_name(std::string_view name) {
  for (const FieldInfo& info : field_table()) {
    if (info.path.starts_with("derived.")) continue;
    const std::string_view leaf = info.path.substr(info.path.rfind('.') + 1);
    if (equals_ignore_case(leaf, name)) return leaf;
  }
  for (const std::string_view known : kInnerNames) {
    if (equals_ignore_case(known, name)) return known;
  }
  return name;
}

std::string struct_to_json(std::string_view text) {
  std::string json;
  append_struct(json, text, 0);
  return json;
}

bool QueryRows::read(std::string_view row, Arena& arena, std::string& record) {
  record.clear();
  MemberCursor cursor(row);
  if (cursor.is_object()) {
    if (!cursor.next() || cursor.key() != "Data") return false;
    return read_cells(cursor.value().text(), arena, record);
  }
  while (cursor.next()) {
    MemberCursor cell(cursor.value().text());
    if (cell.next()) append_column(record, cell.key(), member_text(cell, arena));
  }
  if (record.empty()) return false;
  record += '}';
  return true;
}

bool QueryRows::read_cells(std::string_view cells, Arena& arena, std::string& record) {
  const std::vector<std::string> texts = athena_cells(cells, arena);
  if (columns_.empty()) columns_ = texts;
  if (texts == columns_) return false;  // the header, or that of a further result
  for (std::size_t i = 0; i < texts.size() && i < columns_.size(); ++i) {
    append_column(record, columns_[i], texts[i]);
  }
  if (record.empty()) return false;
  record += '}';
  return true;
}

}  // namespace trailsift::model

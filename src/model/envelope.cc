// SPDX-License-Identifier: Apache-2.0
#include "model/envelope.h"

#include <array>
#include <utility>
#include <vector>

#include "model/json_cursor.h"
#include "model/json_text.h"
#include "trailsift/base/ascii.h"

namespace trailsift::model {
namespace {

constexpr auto kListKeys =
    std::to_array<std::string_view>({"Records", "Events", "events", "logEvents", "Messages"});

constexpr auto kLongEnvelopeKeys = std::to_array<std::string_view>(
    {"Records", "Events", "events", "logEvents", "Messages", "QueryResultRows", "ResultSet", "Rows",
     "QueryStatus", "QueryStatistics", "NextToken", "nextToken", "searchedLogStreams",
     "nextForwardToken", "nextBackwardToken", "UpdateCount"});

// The members of one object, looked up by key. Where a key comes twice, the last one counts.
class Members {
 public:
  Members(std::string_view object, Arena& arena) {
    MemberCursor cursor(object);
    while (cursor.next()) {
      const std::string_view key =
          cursor.key_escaped() ? unescape(cursor.key(), arena) : cursor.key();
      Value value = cursor.value();
      if (cursor.value_escaped()) value = Value::string(unescape(value.text(), arena));
      members_.emplace_back(key, value);
    }
  }

  [[nodiscard]] Value operator[](std::string_view key) const {
    for (auto member = members_.rbegin(); member != members_.rend(); ++member) {
      if (member->first == key) return member->second;
    }
    return {};
  }
  [[nodiscard]] bool has(std::string_view key) const {
    return (*this)[key].kind != ValueKind::kMissing;
  }

 private:
  std::vector<std::pair<std::string_view, Value>> members_;
};

Envelope foreign(std::string_view reason) { return {Envelope::Kind::kForeign, {}, reason, {}}; }

Envelope unsupported(std::string_view detail) {
  return {Envelope::Kind::kUnsupported, {}, "unsupported-container", detail};
}

Envelope text(const Value& payload) { return {Envelope::Kind::kText, payload, {}, {}}; }

bool looks_like_json(std::string_view value) {
  const std::size_t first = value.find_first_not_of(kSpaces);
  return first != std::string_view::npos && (value[first] == '{' || value[first] == '[');
}

// What is known by its keys not to be a log, though it may look like one.
bool is_known_foreign(const Members& members, Envelope& envelope) {
  const bool is_digest = members.has("digestS3Object") || members.has("digestStartTime");
  if (is_digest && members.has("logFiles")) {
    envelope = foreign("digest");
  } else if (members.has("s3") || members["eventSource"].text() == "aws:s3") {
    envelope = foreign("s3-notification");
  } else if (members["messageType"].text() == "CONTROL_MESSAGE") {
    envelope = foreign("control-message");
  } else if (members.has("s3Bucket") && members.has("s3ObjectKey")) {
    envelope = foreign("pointer-without-events");
  } else if (members.has("configurationItems") || members.has("configSnapshotId")) {
    envelope = foreign("aws-config");
  } else {
    return false;
  }
  return true;
}

bool is_unsupported_form(const Members& members, Envelope& envelope) {
  const std::string_view category = members["eventCategory"].text();
  if (category == "Aggregated" || members["eventType"].text() == "AwsAggregatedEvent") {
    envelope = unsupported("an aggregated event (CloudTrail-Aggregated), which is not read yet");
  } else if (members.has("class_uid") && members.has("metadata")) {
    envelope = unsupported("OCSF (Security Lake), which is not read yet");
  } else {
    return false;
  }
  return true;
}

bool is_list(const Members& members, Envelope& envelope, Arena& arena) {
  for (const std::string_view key : kListKeys) {
    const Value list = members[key];
    if (list.kind != ValueKind::kArray) continue;
    envelope = {Envelope::Kind::kList, list, {}, {}};
    return true;
  }
  Value rows = members["QueryResultRows"];
  const Value result_set = members["ResultSet"];
  if (result_set.kind == ValueKind::kObject) {
    rows = Members(result_set.text(), arena)["Rows"];
  }
  if (rows.kind != ValueKind::kArray) return false;
  envelope = {Envelope::Kind::kRows, rows, {}, {}};
  return true;
}

bool is_base64(const Members& members, Envelope& envelope, Arena& arena) {
  for (const std::string_view outer : {"awslogs", "kinesis"}) {
    const Value inner = members[outer];
    if (inner.kind != ValueKind::kObject) continue;
    const Value data = Members(inner.text(), arena)["data"];
    if (data.kind != ValueKind::kString) continue;
    envelope = {Envelope::Kind::kBase64, data, {}, {}};
    return true;
  }
  for (const std::string_view key : {"Data", "data"}) {
    const Value data = members[key];
    if (data.kind != ValueKind::kString || looks_like_json(data.text())) continue;
    envelope = {Envelope::Kind::kBase64, data, {}, {}};
    return true;
  }
  return false;
}

// A record, or a further envelope, as a string under one of the keys that shippers use.
bool is_text(const Members& members, Envelope& envelope, Arena& arena) {
  bool found = false;
  for (const std::string_view key : {"CloudTrailEvent", "message", "Message", "Body", "body",
                                     "_raw", "event.original", "Data", "data"}) {
    const Value value = members[key];
    if (value.kind != ValueKind::kString) continue;
    found = true;
    if (!looks_like_json(value.text())) continue;
    envelope = text(value);
    return true;
  }
  const Value event = members["event"];
  if (event.kind == ValueKind::kObject) {
    const Value original = Members(event.text(), arena)["original"];
    if (original.kind == ValueKind::kString && looks_like_json(original.text())) {
      envelope = text(original);
      return true;
    }
  }
  if (found) envelope = foreign("message-not-json");
  return found;
}

}  // namespace

Envelope open_envelope(std::string_view object, Arena& arena) {
  const Members members(object, arena);
  Envelope envelope;
  if (is_known_foreign(members, envelope)) return envelope;
  const Value detail = members["detail"];
  if (detail.kind == ValueKind::kObject && members.has("detail-type")) {
    return {Envelope::Kind::kObject, detail, {}, {}};
  }
  if (is_list(members, envelope, arena) || is_base64(members, envelope, arena)) return envelope;
  if (is_text(members, envelope, arena)) return envelope;
  if (is_unsupported_form(members, envelope)) return envelope;
  return foreign("other-json");
}

bool is_list_key(std::string_view key) { return is_one_of(key, kListKeys); }

bool begins_long_envelope(std::string_view key) { return is_one_of(key, kLongEnvelopeKeys); }

}  // namespace trailsift::model

// SPDX-License-Identifier: Apache-2.0
#include "model/envelope.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::model {
namespace {

using Kind = Envelope::Kind;

TEST(Envelope, IsKnownByItsKeys) {
  struct Case {
    const char* object;
    Kind kind;
    const char* told;  // the payload, else the reason
  };
  const Case cases[] = {
      {R"({"detail-type":"x","detail":{"a":1}})", Kind::kObject, R"({"a":1})"},
      {R"({"detail":{"a":1}})", Kind::kForeign, "other-json"},
      {R"({"detail-type":"x","detail":"text"})", Kind::kForeign, "other-json"},
      {R"({"Records":[1]})", Kind::kList, "[1]"},
      {R"({"Records":1,"events":[2]})", Kind::kList, "[2]"},
      {R"({"Records":[1],"Records":[2]})", Kind::kList, "[2]"},
      {R"({"\u0052ecords":[1]})", Kind::kList, "[1]"},
      {R"({"QueryResultRows":[1]})", Kind::kRows, "[1]"},
      {R"({"ResultSet":{"Rows":[1]}})", Kind::kRows, "[1]"},
      {R"({"ResultSet":{}})", Kind::kForeign, "other-json"},
      {R"({"awslogs":{"data":"AA=="}})", Kind::kBase64, "AA=="},
      {R"({"kinesis":{"data":"AA=="}})", Kind::kBase64, "AA=="},
      {R"({"Data":"AA=="})", Kind::kBase64, "AA=="},
      {R"({"Data":" {}"})", Kind::kText, " {}"},
      {R"({"CloudTrailEvent":"{\"a\":1}"})", Kind::kText, R"({"a":1})"},
      {R"({"message":"text","_raw":"{}"})", Kind::kText, "{}"},
      {R"({"Body":"[1]"})", Kind::kText, "[1]"},
      {R"({"event":{"original":"{}"}})", Kind::kText, "{}"},
      {R"({"message":"text"})", Kind::kForeign, "message-not-json"},
      {R"({"message":""})", Kind::kForeign, "message-not-json"},
      {R"({"digestS3Object":"k","logFiles":[]})", Kind::kForeign, "digest"},
      {R"({"logFiles":[]})", Kind::kForeign, "other-json"},
      {R"({"s3":{},"Records":[1]})", Kind::kForeign, "s3-notification"},
      {R"({"messageType":"CONTROL_MESSAGE","logEvents":[]})", Kind::kForeign, "control-message"},
      {R"({"s3Bucket":"b","s3ObjectKey":["k"]})", Kind::kForeign, "pointer-without-events"},
      {R"({"configSnapshotId":"1"})", Kind::kForeign, "aws-config"},
      {R"({"eventCategory":"Aggregated"})", Kind::kUnsupported, "unsupported-container"},
      {R"({"class_uid":6003,"metadata":{}})", Kind::kUnsupported, "unsupported-container"},
      {"{}", Kind::kForeign, "other-json"},
      {R"({"a":)", Kind::kForeign, "other-json"},
  };
  for (const Case& c : cases) {
    Arena arena;
    const Envelope envelope = open_envelope(c.object, arena);
    EXPECT_EQ(envelope.kind, c.kind) << c.object;
    const bool has_payload = envelope.reason.empty();
    EXPECT_EQ(has_payload ? envelope.payload.text() : envelope.reason, c.told) << c.object;
    EXPECT_EQ(envelope.kind == Kind::kUnsupported, !envelope.detail.empty()) << c.object;
  }
}

TEST(Envelope, KnowsKeysOfLists) {
  for (const char* key : {"Records", "Events", "events", "logEvents", "Messages"}) {
    EXPECT_TRUE(is_list_key(key)) << key;
    EXPECT_TRUE(begins_long_envelope(key)) << key;
  }
  EXPECT_FALSE(is_list_key("records"));
  EXPECT_TRUE(begins_long_envelope("QueryStatus"));
  EXPECT_FALSE(begins_long_envelope("eventVersion"));
}

}  // namespace
}  // namespace trailsift::model

// SPDX-License-Identifier: Apache-2.0
#include "model/record_walk.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/json_text.h"
#include "tests/model/placed_text.h"
#include "tests/model/plain_record.h"
#include "tests/model/random_record.h"

namespace trailsift::model {
namespace {

using nlohmann::json;
using trailsift::testing::find_in;
using trailsift::testing::kind_of;
using trailsift::testing::PlacedText;
using trailsift::testing::RandomRecord;

struct Code {
  const char* name;
  RecordWalk walk;
};

std::vector<Code> codes() {
  std::vector<Code> found = {{"portable", walk_record_portable}};
  if (pick_record_walk() != walk_record_portable) found.push_back({"picked", pick_record_walk()});
  return found;
}

struct Walked {
  WalkResult result;
  std::array<Value, kFieldCount> values{};
};

Walked walk(const Code& code, std::string_view text, KeyOrder& order,
            const ParseLimits& limits = {}) {
  Walked walked;
  walked.result =
      code.walk(text.data(), text.data() + text.size(), limits, order, walked.values.data());
  return walked;
}

Walked walk(const Code& code, std::string_view text, const ParseLimits& limits = {}) {
  KeyOrder order;
  return walk(code, text, order, limits);
}

ParseStatus status_of(const Code& code, const std::string& text, const ParseLimits& limits = {}) {
  const PlacedText placed(text);
  return walk(code, placed.text(), limits).result.status;
}

// ---- the twin ----

// Empty when the walk found what the twin finds, else what differs.
std::string difference(const Walked& walked, const json& record) {
  Arena arena;
  for (const FieldInfo& info : field_table().first(kRecordFieldCount)) {
    const auto place = static_cast<std::size_t>(info.field);
    const Value& value = walked.values[place];
    const json* wanted = find_in(record, info.path);
    const std::string name(info.path);
    if (wanted == nullptr) {
      if (value.kind != ValueKind::kMissing) return name + " should be missing";
      continue;
    }
    if (value.kind != kind_of(*wanted)) return name + " is of another kind";
    const bool escaped = ((walked.result.escaped >> place) & 1) != 0;
    if (value.kind == ValueKind::kString) {
      if (unescape(value.text(), arena) != wanted->get<std::string>()) return name + " differs";
      if (escaped != (value.text().find('\\') != std::string_view::npos)) {
        return name + " has the wrong escape bit";
      }
    } else if (json::parse(value.text()) != *wanted) {
      return name + " differs: " + std::string(value.text());
    }
  }
  return {};
}

// Every code path finds in `text` what the twin finds, and nothing behind it.
void expect_agreement(const std::string& text, std::size_t shift = 0, char padding = '\0') {
  const json record = json::parse(text);
  const PlacedText placed(text, shift, padding);
  for (const Code& code : codes()) {
    const Walked walked = walk(code, placed.text());
    ASSERT_EQ(walked.result.status, ParseStatus::kOk) << code.name << ": " << text;
    EXPECT_EQ(walked.result.stop, placed.text().data() + text.size()) << code.name << ": " << text;
    EXPECT_EQ(difference(walked, record), "") << code.name << ": " << text;
  }
}

const std::string kFullRecord =
    R"({"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:web",)"
    R"("arn":"arn:aws:sts::111122223333:assumed-role/Admin/web","accountId":"111122223333",)"
    R"("accessKeyId":"ASIAIOSFODNN7EXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role",)"
    R"("arn":"arn:aws:iam::111122223333:role/Admin"},"webIdFederationData":{},"attributes":{)"
    R"("creationDate":"2023-07-10T11:00:00Z","mfaAuthenticated":"false"}}},)"
    R"("eventTime":"2023-07-10T11:57:50Z","eventSource":"ec2.amazonaws.com",)"
    R"("eventName":"AuthorizeSecurityGroupIngress","awsRegion":"us-east-1",)"
    R"("sourceIPAddress":"203.0.113.7","userAgent":"[aws-cli/2.17.32 \"x\" md\/y]",)"
    R"("errorCode":"Client.UnauthorizedOperation","errorMessage":"caf\u00e9 \ud83d\ude00",)"
    R"("requestParameters":{"groupId":"sg-1","ipPermissions":{"items":[{"ipProtocol":"tcp",)"
    R"("fromPort":22,"toPort":22,"groups":{},"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0",)"
    R"("description":"}]{[\"\\"}]}}]}},"responseElements":null,)"
    R"("additionalEventData":{"bytesTransferredOut":0.0},"requestID":"11111111-2222",)"
    R"("eventID":"0ab5a5a7-6c9e-4c5d-8a6f-0123456789ab","readOnly":false,)"
    R"("resources":[{"ARN":"arn:aws:s3:::b","accountId":"111122223333","type":"AWS::S3::Bucket"}],)"
    R"("eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",)"
    R"("sharedEventID":"ffffffff-1","vpcEndpointId":"vpce-1","eventCategory":"Management",)"
    R"("serviceEventDetails":{"UserAuthentication":"Success"},"tlsDetails":{"tlsVersion":"TLSv1.3",)"
    R"("cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"ec2.amazonaws.com"}})";

TEST(RecordWalk, FindsWhatThePlainTwinFindsInRecordsAsCloudTrailWritesThem) {
  const std::string pretty = json::parse(kFullRecord).dump(2);
  const char* const records[] = {
      "{}",
      "{ }",
      "{\n\t\r \n}",
      R"({"eventName":"X"})",
      R"({"userIdentity":{}})",
      R"({"userIdentity":{ }})",
      R"({"userIdentity":null})",
      R"({"userIdentity":"text"})",
      R"({"userIdentity":[1,2]})",
      R"({"userIdentity":{"type":"AWSService","invokedBy":"cloudtrail.amazonaws.com"}})",
      R"({"userIdentity":{"accountId":"111122223333","invokedBy":"ec2.amazonaws.com"}})",
      R"({"userIdentity":{"type":"Root","sessionContext":null}})",
      R"({"requestParameters":{},"responseElements":[],"resources":[ ],"additionalEventData":{  }})",
      R"({"requestParameters":"a JSON string \"{[\"","responseElements":{"a":[[],{},[{}]]}})",
      R"({"readOnly":null,"managementEvent":true,"eventVersion":1.08})",
      R"({"readOnly" : true , "eventName"	:"X"})",
      // A key that begins or continues one of ours, and one that is longer than any.
      R"({"event":"a","eventNam":"b","eventNames":"c","":"d","eventName":"right"})",
      R"({"sessionCredentialFromConsoleAndThenSomeMoreBehindIt":"x","eventName":"right"})",
      // Of two the last one counts, whatever it is.
      R"({"eventName":"a\n","eventName":"b"})",
      R"({"eventName":"a","eventName":{"b":1}})",
      R"({"eventName":{"b":1},"eventName":null})",
      R"({"userIdentity":{"type":"Root","type":"IAMUser"}})",
      R"({"userIdentity":{"type":"Root","arn":"a"},"userIdentity":{"type":"IAMUser"}})",
      R"({"userIdentity":{"type":"Root","arn":"a\n"},"userIdentity":null})",
      // Keys inside a value are no keys of the record.
      R"({"requestParameters":{"eventName":"inner","userIdentity":{"type":"Root"}}})",
      // Escapes in keys.
      R"({"\u0065ventName":"X","event\u004eame2":"Y"})",
      R"({"userIdentity":{"t\u0079pe":"Root","\u0061rn":"a"}})",
      R"({"eventName\"":"X","eventName\\":"Y","\"eventName":"Z"})",
  };
  expect_agreement(kFullRecord);
  expect_agreement(pretty);
  for (const char* record : records) expect_agreement(record);
}

TEST(RecordWalk, DoesNotCareWhereInMemoryARecordEnds) {
  const std::string small = R"({"eventName":"RunInstances","requestParameters":{"a":"b"}})";
  for (std::size_t shift = 0; shift < 64; ++shift) {
    for (const char padding : {'\0', ' ', '}', ':', '1', '\\', '{'}) {
      expect_agreement(kFullRecord, shift, padding);
      expect_agreement(small, shift, padding);
    }
  }
}

TEST(RecordWalk, ReadsStringsOfEveryLength) {
  for (std::size_t size = 0; size <= 200; ++size) {
    const std::string text(size, 'x');
    expect_agreement(R"({"userAgent":")" + text + R"(","eventName":"A"})");
    expect_agreement(R"({"userAgent":")" + text + R"(\"","eventName":"A"})");
    expect_agreement(R"({"requestParameters":{"k":")" + text + R"(}"},"eventName":"A"})");
    expect_agreement(R"({")" + text + R"(":1,"eventName":"A"})");
    expect_agreement(R"({"a":[")" + text + R"("],"eventName":"A"})");
  }
}

TEST(RecordWalk, ReadsRunsOfBackslashesOfEveryLength) {
  for (std::size_t size = 1; size <= 130; ++size) {
    for (std::size_t before = 0; before < 64; before += 3) {
      const std::string run(before, 'x');
      const std::string even = run + std::string(size * 2, '\\');
      const std::string odd = even + "\\\"}]";
      for (const std::string& text : {even, odd}) {
        expect_agreement(R"({"userAgent":")" + text + R"(","eventName":"A"})");
        expect_agreement(R"({"requestParameters":{"k":")" + text + R"("},"eventName":"A"})");
      }
    }
  }
}

TEST(RecordWalk, FindsWhatThePlainTwinFindsInRandomRecords) {
  constexpr std::uint32_t kSeed = 20230710;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  RandomRecord random(kSeed);
  for (int i = 0; i < 4000 && !HasFatalFailure(); ++i) {
    expect_agreement(random.make(), random.below(64));
  }
}

TEST(RecordWalk, GivesTheSameWhateverRecordCameBefore) {
  RandomRecord random(7);
  std::vector<std::string> texts = {kFullRecord};
  for (int i = 0; i < 60; ++i) texts.push_back(random.make());
  for (const Code& code : codes()) {
    KeyOrder order;
    for (int i = 0; i < 3000; ++i) {
      const std::string& text = texts[random.below(texts.size())];
      const PlacedText placed(text);
      const Walked walked = walk(code, placed.text(), order);
      ASSERT_EQ(walked.result.status, ParseStatus::kOk) << text;
      ASSERT_EQ(difference(walked, json::parse(text)), "") << code.name << ": " << text;
    }
  }
}

TEST(RecordWalk, TellsARecordThatIsCutAnywhere) {
  RandomRecord random(11);
  std::vector<std::string> texts = {kFullRecord, json::parse(kFullRecord).dump(1)};
  for (int i = 0; i < 40; ++i) texts.push_back(random.make());
  for (const Code& code : codes()) {
    KeyOrder knowing;
    for (const std::string& text : texts) {
      const PlacedText whole(text);
      ASSERT_EQ(walk(code, whole.text(), knowing).result.status, ParseStatus::kOk);
      for (std::size_t size = 1; size < text.size(); ++size) {
        const PlacedText cut(std::string_view(text).substr(0, size));
        ASSERT_EQ(walk(code, cut.text(), knowing).result.status, ParseStatus::kIncomplete)
            << code.name << " cut at " << size << ": " << text;
      }
    }
  }
}

TEST(RecordWalk, IsNotMisledByWhatStandsBehindTheText) {
  // The beginning of a record in a buffer that still holds the rest of another one.
  for (const Code& code : codes()) {
    KeyOrder knowing;
    const PlacedText whole(kFullRecord);
    ASSERT_EQ(walk(code, whole.text(), knowing).result.status, ParseStatus::kOk);
    for (std::size_t size = 1; size < kFullRecord.size(); ++size) {
      if (kFullRecord[size] == '"') continue;  // the one byte that must not stand there
      const std::string_view cut = whole.text().substr(0, size);
      ASSERT_EQ(walk(code, cut, knowing).result.status, ParseStatus::kIncomplete) << size;
    }
  }
}

TEST(RecordWalk, BothCodesSayTheSameOfEveryMutation) {
  RandomRecord random(13);
  for (int i = 0; i < 12; ++i) {
    const std::string text = i == 0 ? kFullRecord : random.make();
    for (std::size_t at = 1; at < text.size(); ++at) {
      for (const char byte : {'"', '\\', '{', '}', '[', ']', ',', ':', ' ', '\0', '\x7F', '\xFF'}) {
        std::string mutated = text;
        mutated[at] = byte;
        const PlacedText placed(mutated);
        const Walked one = walk(codes()[0], placed.text());
        const Walked other = walk(codes().back(), placed.text());
        ASSERT_EQ(one.result.status, other.result.status) << mutated;
        ASSERT_EQ(one.result.stop, other.result.stop) << mutated;
        ASSERT_EQ(one.result.has_spaces, other.result.has_spaces) << mutated;
        if (one.result.status != ParseStatus::kOk) continue;
        ASSERT_EQ(one.result.escaped, other.result.escaped) << mutated;
        for (std::size_t field = 0; field < kRecordFieldCount; ++field) {
          ASSERT_EQ(one.values[field].text(), other.values[field].text()) << mutated;
          ASSERT_EQ(one.values[field].kind, other.values[field].kind) << mutated;
        }
      }
    }
  }
}

TEST(RecordWalk, RefusesWhatIsNoJson) {
  const char* const texts[] = {
      R"({"a":tru})",
      R"({"a":nul1})",
      R"({"a":})",
      R"({"a"})",
      R"({"a" 1})",
      R"({a:1})",
      R"({,"a":1})",
      R"({"a":1,})",
      R"({"a":1 "b":2})",
      R"({"a":"x"y})",
      R"({"a":{}}})",
      R"({"a":1]    )",
      R"({"a":truex})",
      R"({"a":+1})",
      R"({"a":'x'})",
      R"({"a":{}x:1})",
      R"({"userIdentity":{"type"},"eventName":"X"})",
  };
  for (const Code& code : codes()) {
    for (const char* text : texts) {
      const bool closes_early = std::string_view(text) == R"({"a":{}}})";
      EXPECT_EQ(status_of(code, text), closes_early ? ParseStatus::kOk : ParseStatus::kMalformed)
          << code.name << ": " << text;
    }
  }
}

// An object nested `depth` deep: 1 is "{}".
std::string nested(std::size_t depth, std::string_view first_key, bool full) {
  std::string text;
  for (std::size_t i = 1; i < depth; ++i) {
    text += i == 1 ? "{\"" + std::string(first_key) + "\":" : std::string(R"({"k":)");
  }
  text += full ? R"({"k":1})" : "{}";
  return text + std::string(depth - 1, '}');
}

TEST(RecordWalk, HoldsTheDepthLimitExactly) {
  for (const Code& code : codes()) {
    for (const char* key : {"other", "requestParameters", "userIdentity"}) {
      for (const bool full : {false, true}) {
        for (std::size_t depth = 1; depth <= 200; depth += depth < 6 ? 1 : 61) {
          const std::string text = nested(depth, key, full);
          for (std::uint32_t limit = 1; limit < 210; ++limit) {
            ASSERT_EQ(status_of(code, text, {limit, 1 << 20}),
                      depth <= limit ? ParseStatus::kOk : ParseStatus::kTooDeep)
                << code.name << " limit " << limit << ": " << text;
          }
        }
      }
    }
  }
}

TEST(RecordWalk, MeasuresDepthAndNotTheNumberOfContainers) {
  std::string text = "{";
  for (char key = 'a'; key <= 'z'; ++key) text += std::string("\"") + key + R"(":[1],)";
  text += R"("end":{"k":{}}})";
  for (const Code& code : codes()) {
    EXPECT_EQ(status_of(code, text, {3, 1 << 20}), ParseStatus::kOk) << code.name;
    EXPECT_EQ(status_of(code, text, {2, 1 << 20}), ParseStatus::kTooDeep) << code.name;
  }
}

TEST(RecordWalk, HoldsTheSizeLimitExactly) {
  for (const Code& code : codes()) {
    for (const std::size_t limit :
         {std::size_t{1}, kFullRecord.size() / 2, kFullRecord.size() - 1}) {
      EXPECT_EQ(status_of(code, kFullRecord, {128, limit}), ParseStatus::kTooLarge);
    }
    EXPECT_EQ(status_of(code, kFullRecord, {128, kFullRecord.size()}), ParseStatus::kOk);
    EXPECT_EQ(status_of(code, kFullRecord + R"(,{"eventName":"next"})", {128, kFullRecord.size()}),
              ParseStatus::kOk);
    EXPECT_EQ(status_of(code, R"({"a":)" + std::string(5000, '1'), {128, 1000}),
              ParseStatus::kTooLarge);
  }
}

TEST(RecordWalk, SeesWhiteSpaceBetweenTheParts) {
  const std::pair<const char*, bool> cases[] = {
      {R"({"eventName":"a b","requestParameters":{}})", false},
      {R"({ "eventName":"a"})", true},
      {R"({"eventName" :"a"})", true},
      {R"({"eventName": "a"})", true},
      {R"({"eventName":"a" })", true},
      {R"({"userIdentity":{ "type":"a"}})", true},
  };
  for (const Code& code : codes()) {
    for (const auto& [text, spaced] : cases) {
      const PlacedText placed(text);
      EXPECT_EQ(walk(code, placed.text()).result.has_spaces, spaced) << text;
    }
  }
}

TEST(RecordWalk, PicksThePortableCodeWhenAsked) {
  ASSERT_EQ(setenv("TRAILSIFT_VECTOR", "portable", 1), 0);
  EXPECT_EQ(pick_record_walk(), walk_record_portable);
  ASSERT_EQ(unsetenv("TRAILSIFT_VECTOR"), 0);
}

}  // namespace
}  // namespace trailsift::model

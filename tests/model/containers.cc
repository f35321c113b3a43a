// SPDX-License-Identifier: Apache-2.0
#include "tests/model/containers.h"

#include <nlohmann/json.hpp>

#include "tests/support/gzip_maker.h"

namespace trailsift::testing {
namespace {

using nlohmann::json;

const std::string kA = record("CreateUser");
const std::string kB = record("StopLogging");
const std::string kC = record("GetObject");

std::string pretty(const std::string& text) { return json::parse(text).dump(2); }

std::string event_bridge(const std::string& inner) {
  return R"({"version":"0","id":"1","detail-type":"AWS API Call via CloudTrail",)"
         R"("source":"aws.ec2","account":"111122223333","time":"2023-07-10T11:57:50Z",)"
         R"("region":"us-east-1","resources":[],"detail":)" +
         inner + "}";
}

std::string subscription(const std::vector<std::string>& messages) {
  std::string events;
  for (const std::string& message : messages) {
    if (!events.empty()) events += ',';
    events += R"({"id":"1","timestamp":1,"message":)" + json_string(message) + "}";
  }
  return R"({"messageType":"DATA_MESSAGE","owner":"1","logGroup":"g","logStream":"s",)"
         R"("subscriptionFilters":["f"],"logEvents":[)" +
         events + "]}";
}

std::string sns(const std::string& message) {
  return R"({"Type":"Notification","MessageId":"1","Message":)" + json_string(message) + "}";
}

std::string lookup_event(const std::string& inner) {
  return R"({"EventId":"1","EventName":"x","ReadOnly":"true","EventTime":1424476529.0,)"
         R"("Username":"u","Resources":[],"CloudTrailEvent":)" +
         json_string(inner) + "}";
}

std::string athena_row(const std::vector<std::string>& cells) {
  std::string data;
  for (const std::string& cell : cells) {
    if (!data.empty()) data += ',';
    data += cell.empty() ? "{}" : R"({"VarCharValue":)" + json_string(cell) + "}";
  }
  return R"({"Data":[)" + data + "]}";
}

const std::vector<std::string> kAthenaHeader = {"eventversion",     "useridentity", "eventtime",
                                                "eventsource",      "eventname",    "errorcode",
                                                "requestparameters"};

std::string athena_event(const std::string& name) {
  return athena_row({"1.08", "{type=IAMUser, principalid=AIDA, arn=arn:aws:iam::1:user/a}",
                     "2023-07-10T11:57:50Z", "s3.amazonaws.com", name, "",
                     R"({"bucketName":"b"})"});
}

std::string lake_row(const std::string& name) {
  return R"([{"eventID":"1"},{"eventVersion":"1.08"},{"eventTime":"2023-01-22 16:53:53.000"},)"
         R"({"userIdentity":"{type=IAMUser, arn=arn:aws:iam::1:user/a}"},{"eventName":")" +
         name + R"("},{"requestParameters":"{a=b, c=d}"}])";
}

std::vector<Container> logs() {
  return {
      {"log file", R"({"Records":[)" + kA + "," + kB + "]}", {"CreateUser", "StopLogging"}},
      {"log file, pretty-printed",
       pretty(R"({"Records":[)" + kA + "," + kB + "]}"),
       {"CreateUser", "StopLogging"}},
      {"empty log file", R"({"Records":[]})", {}},
      {"empty log file with white space", "{ \"Records\" : [ \n ] }\n", {}},
      {"single event", kA, {"CreateUser"}},
      {"single event, pretty-printed", pretty(kA), {"CreateUser"}},
      {"array", "[" + kA + "," + kB + "]", {"CreateUser", "StopLogging"}},
      {"array, pretty-printed", pretty("[" + kA + "," + kB + "]"), {"CreateUser", "StopLogging"}},
      {"arrays in an array",
       "[[" + kA + "],[],[" + kB + "]]",
       {"CreateUser", "StopLogging"},
       true,
       "",
       "other-json x1"},
      {"log files in arrays",
       R"([[{"Records":[)" + kA + R"(]}],[[{"Records":[)" + kB + "]}]]]",
       {"CreateUser", "StopLogging"}},
      {"empty array", "[]", {}},
      {"empty array with white space", " [ \n ] ", {}},
      {"event a line", kA + "\n" + kB + "\n" + kC, {"CreateUser", "StopLogging", "GetObject"}},
      {"log file a line",
       R"({"Records":[)" + kA + "]}\n" + R"({"Records":[)" + kB + "," + kC + "]}\n",
       {"CreateUser", "StopLogging", "GetObject"}},
      {"concatenated", kA + kB + kC, {"CreateUser", "StopLogging", "GetObject"}},
      {"concatenated log files",
       R"({"Records":[)" + kA + "]}" + R"({"Records":[)" + kB + "]}",
       {"CreateUser", "StopLogging"}},
      {"pretty-printed events one behind the other",
       pretty(kA) + "\n" + pretty(kB) + "\n",
       {"CreateUser", "StopLogging"}},
      {"blank lines and NUL padding",
       "\n\n  " + kA + "\n \t \n" + kB + std::string(200, '\0'),
       {"CreateUser", "StopLogging"}},
      {"trailing comma in the list", R"({"Records":[)" + kA + ",]}", {"CreateUser"}},
      {"insight event",
       R"({"Records":[{"eventVersion":"1.08","eventTime":"2023-07-10T11:57:50Z","awsRegion":"x",)"
       R"("eventID":"1","eventType":"AwsCloudTrailInsight","insightDetails":{"state":"Start"},)"
       R"("eventCategory":"Insight"}]})",
       {"-"}},
      {"enriched by a collector",
       R"({"@timestamp":"2023-07-10","@version":"1","p_row_id":"1",)" + kA.substr(1) + "\n" +
           R"({"_raw":)" + json_string(kB) + "}\n" + R"({"event":{"original":)" + json_string(kC) +
           R"(},"message":"text"})",
       {"CreateUser", "StopLogging", "GetObject"}},
      {"list under an escaped key", R"({"Rec\u006frds":[)" + kA + "]}", {"CreateUser"}},
      {"list behind other members",
       R"({"note":{"a":[1]},"count":2,"Records":[)" + kA + "," + kB + R"(],"z":null})",
       {"CreateUser", "StopLogging"}},
  };
}

std::vector<Container> messages() {
  return {
      {"lookup-events",
       R"({"Events":[)" + lookup_event(kA) + "," + lookup_event(kB) + R"(],"NextToken":"t"})",
       {"CreateUser", "StopLogging"}},
      {"lookup-events with one broken event",
       R"({"Events":[)" + lookup_event(kA.substr(0, 100)) + "," + lookup_event(kB) + "]}",
       {"StopLogging"},
       true,
       "malformed-record"},
      {"get-log-events",
       R"({"events":[{"timestamp":1,"message":)" + json_string(kA) +
           R"(,"ingestionTime":1}],"nextForwardToken":"f","nextBackwardToken":"b"})",
       {"CreateUser"}},
      {"filter-log-events",
       R"({"events":[{"logStreamName":"s","timestamp":1,"message":)" + json_string(kA) +
           R"(,"ingestionTime":1,"eventId":"1"}],"searchedLogStreams":[]})",
       {"CreateUser"}},
      {"export task, date before the event",
       "2023-07-10T12:00:00.000Z " + kA + "\n2023-07-10T12:00:01.000Z " + kB + "\n",
       {"CreateUser", "StopLogging"}},
      {"export task, number before the event",
       "1688990400000 " + kA + "\n1688990400001\t" + kB,
       {"CreateUser", "StopLogging"}},
      {"subscription", subscription({kA, kB}), {"CreateUser", "StopLogging"}},
      {"subscriptions one behind the other",
       subscription({kA}) + subscription({kB}),
       {"CreateUser", "StopLogging"}},
      {"control message",
       R"({"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"",)"
       R"("subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL"}]})",
       {},
       false,
       "",
       "control-message x1"},
      {"message that is no JSON",
       subscription({kA, "START RequestId: 1"}),
       {"CreateUser"},
       true,
       "",
       "message-not-json x1"},
      {"Lambda payload",
       R"({"awslogs":{"data":")" + base64(gzip(subscription({kA, kB}))) + R"("}})",
       {"CreateUser", "StopLogging"}},
      {"Kinesis get-records",
       R"({"Records":[{"SequenceNumber":"1","Data":")" + base64(gzip(subscription({kA}))) +
           R"(","PartitionKey":"p"},{"SequenceNumber":"2","Data":")" + base64(kB) +
           R"("}],"NextShardIterator":"i"})",
       {"CreateUser", "StopLogging"}},
      {"Kinesis records as Lambda gets them",
       R"({"Records":[{"kinesis":{"data":")" + base64(kA) +
           R"("},"eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"shardId-0:1",)"
           R"("eventName":"aws:kinesis:record","awsRegion":"us-east-1"}]})",
       {"CreateUser"}},
      {"EventBridge", event_bridge(kA), {"CreateUser"}},
      {"EventBridge a line",
       event_bridge(kA) + "\n" + event_bridge(kB) + "\n",
       {"CreateUser", "StopLogging"}},
      {"EventBridge in a list",
       R"({"Records":[)" + event_bridge(kA) + "," + event_bridge(kB) + "]}",
       {"CreateUser", "StopLogging"}},
      {"SQS receive-message",
       R"({"Messages":[{"MessageId":"1","Body":)" + json_string(event_bridge(kA)) + "}]}",
       {"CreateUser"}},
      {"SQS messages as Lambda gets them",
       R"({"Records":[{"messageId":"1","eventSource":"aws:sqs","body":)" +
           json_string(sns(event_bridge(kA))) + "}]}",
       {"CreateUser"}},
      {"SNS in SQS in a list of records",
       R"({"Messages":[{"Body":)" + json_string(sns(R"({"Records":[)" + kA + "," + kB + "]}")) +
           "}]}",
       {"CreateUser", "StopLogging"}},
  };
}

std::vector<Container> query_results() {
  return {
      {"Athena get-query-results",
       R"({"UpdateCount":0,"ResultSet":{"Rows":[)" + athena_row(kAthenaHeader) + "," +
           athena_event("CreateUser") + "," + athena_event("StopLogging") +
           R"(],"ResultSetMetadata":{"ColumnInfo":[]}}})",
       {"CreateUser", "StopLogging"}},
      {"two Athena results",
       R"({"ResultSet":{"Rows":[)" + athena_row(kAthenaHeader) + "," + athena_event("CreateUser") +
           R"(]}})" + "\n" + R"({"ResultSet":{"Rows":[)" + athena_row(kAthenaHeader) + "," +
           athena_event("StopLogging") + "]}}",
       {"CreateUser", "StopLogging"}},
      {"Lake query",
       R"({"QueryStatus":"FINISHED","QueryStatistics":{"ResultsCount":2},"QueryResultRows":[)" +
           lake_row("CreateUser") + "," + lake_row("StopLogging") + R"(],"NextToken":"t"})",
       {"CreateUser", "StopLogging"}},
      {"Lake query, other members first",
       R"({"QueryId":"1","QueryResultRows":[)" + lake_row("CreateUser") + "]}",
       {"CreateUser"}},
  };
}

std::vector<Container> no_logs() {
  const std::string pointer = R"({"s3Bucket":"b","s3ObjectKey":["k"]})";
  return {
      {"S3 notification",
       R"({"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",)"
       R"("eventTime":"2023-07-10T11:57:50Z","eventName":"ObjectCreated:Put","s3":{"x":1}}]})",
       {},
       false,
       "",
       "s3-notification x1"},
      {"DynamoDB stream records",
       R"({"Records":[{"eventID":"1","eventVersion":"1.0","dynamodb":{},"awsRegion":"us-west-2",)"
       R"("eventName":"INSERT","eventSource":"aws:dynamodb"}]})",
       {},
       false,
       "",
       "other-json x1"},
      {"SNS pointer", sns(pointer), {}, false, "", "pointer-without-events x1"},
      {"SQS pointer",
       R"({"Messages":[{"Body":)" + json_string(sns(pointer)) + "}]}",
       {},
       false,
       "",
       "pointer-without-events x1"},
      {"validation message",
       sns("CloudTrail validation message."),
       {},
       false,
       "",
       "message-not-json x1"},
      {"digest",
       R"({"awsAccountId":"1","digestStartTime":"2023-07-10T11:00:00Z","digestS3Object":"k",)"
       R"("logFiles":[{"s3Bucket":"b","s3Object":"k","hashValue":"00"}]})",
       {},
       false,
       "",
       "digest x1"},
      {"Config history",
       R"({"fileVersion":"1.0","configSnapshotId":"1","configurationItems":[{"a":1}]})",
       {},
       false,
       "",
       "aws-config x1"},
      {"other JSON", R"({"name":"x","version":"1"})", {}, false, "", "other-json x1"},
      {"lists without records", R"([[],[1,2],[["a"]]])", {}, false, "", "other-json x3"},
      {"list of texts", R"(["us-east-1","eu-west-1"])", {}, false, "", "other-json x2"},
      {"failed query", R"({"QueryStatus":"FAILED"})", {}, false, "", "other-json x1"},
      {"aggregated events",
       R"({"eventVersion":"1.0","accountId":"1","eventId":"1","eventCategory":"Aggregated",)"
       R"("eventType":"AwsAggregatedEvent","awsRegion":"us-east-1"})",
       {},
       false,
       "unsupported-container"},
      {"OCSF",
       R"({"class_uid":6003,"metadata":{"uid":"1"},"api":{"operation":"x"}})",
       {},
       false,
       "unsupported-container"},
      {"Git LFS pointer",
       "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
       {},
       true,
       "git-lfs-pointer"},
      {"test object of an export task",
       "Permission Check Successful",
       {},
       false,
       "",
       "aws-logs-write-test x1"},
      {"Athena CSV",
       "eventversion,useridentity,eventtime,eventsource,eventname\n1.08,x,y,z,w\n",
       {},
       true,
       "unsupported-container"},
      {"CSV with other columns first",
       "\"eventTime\",\"userName\",\"eventSource\",\"eventName\"\n\"x\",\"y\",\"z\",\"w\"\n",
       {},
       true,
       "unsupported-container"},
      {"event history of the console",
       "Event ID,Event time,User name,Event source,Event name\nx,y,z,w,v\n",
       {},
       true,
       "unsupported-container"},
      {"no bytes", "", {}, false, "empty-file"},
      {"white space only", " \n\n", {}, false, "not-a-log"},
      {"some text", "hello\nworld\n", {}, false, "not-a-log"},
      {"binary",
       std::string("\x7F"
                   "ELF\x01\x02\0\0\0\xFF\xFE\n",
                   12),
       {},
       false,
       "not-a-log"},
  };
}

}  // namespace

std::vector<Container> all_containers() {
  std::vector<Container> all = logs();
  for (const auto& more : {messages(), query_results(), no_logs()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

std::string record(std::string_view event_name) {
  const std::string name(event_name);
  return R"({"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE",)"
         R"("arn":"arn:aws:iam::111122223333:user/ann","accountId":"111122223333"},)"
         R"("eventTime":"2023-07-10T11:57:50Z","eventSource":"iam.amazonaws.com","eventName":")" +
         name +
         R"(","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.7","userAgent":"a \"b\" [{",)"
         R"("requestParameters":{"a":[1,{"b":"x}]"}],"c":{}},"responseElements":null,)"
         R"("eventID":"id-)" +
         name + R"(","eventType":"AwsApiCall","recipientAccountId":"111122223333"})";
}

std::string json_string(std::string_view text) { return json(std::string(text)).dump(); }

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      const bool there = i + j < bytes.size();
      bits = bits << 8 | (there ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      const bool there = i + j <= bytes.size();
      text += there ? kDigits[bits >> (18 - 6 * j) & 63] : '=';
    }
  }
  return text;
}

}  // namespace trailsift::testing

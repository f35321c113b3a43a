// SPDX-License-Identifier: Apache-2.0
// The matcher and the plain evaluator must agree on rules that are meant to be difficult.
#include "tests/detect/agreement.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"
#include "trailsift/base/time.h"

namespace trailsift::detect {
namespace {

constexpr const char* kTrickyTests[] = {
    "eventName: StopLogging",
    "eventName: [stoplogging, 'Delete*', null]",
    "eventName|cased: StopLogging",
    "eventName|startswith: Stop",
    "eventName|endswith|cased: Logging",
    "eventName|contains|all: [stop, LOG]",
    "eventName|neq: [StopLogging, DeleteTrail]",
    "errorCode|neq: null",
    "readOnly|neq: true",
    "eventName: ''",
    "eventName: '*'",
    "eventName: 'S?op*g'",
    "eventName: 'a\\*b'",
    "eventName: 'a\\\\b'",
    "errorCode: null",
    "errorCode|exists: true",
    "errorCode|exists: false",
    "requestParameters: null",
    "requestParameters|exists: true",
    "requestParameters.n: 1",
    "requestParameters.n: '1'",
    "requestParameters.n|gte: 2",
    "requestParameters.n|lt: 2",
    "requestParameters.b: true",
    "requestParameters.b: false",
    "requestParameters.list: b",
    "requestParameters.list|all: [a, b]",
    "requestParameters.list|neq: a",
    "requestParameters.list: null",
    "requestParameters.list|exists: true",
    "requestParameters.items.x: 2",
    "requestParameters.items.x|cidr: [10.0.0.0/8, '2001:db8::/32']",
    "requestParameters.items|contains: '\"x\"'",
    "requestParameters.dotted.key: v",
    "sourceIPAddress|cidr: 0.0.0.0/0",
    "sourceIPAddress|cidr|expand: '%nets%'",
    "userAgent|contains|expand: '%tools%'",
    "userAgent|contains|expand: '%nowhere%'",
    "userAgent|expand: '%empty%'",
    "userAgent|re: '^aws-(cli|sdk)/[0-9]+'",
    "userAgent|re|i: 'AWS-cli'",
    "derived.outcome: denied",
    "derived.outcome|neq: success",
    "derived.write: true",
    "derived.actor|endswith: alice",
    "derived.caller: user",
    "unknownField.deep: 1",
    "userAgent|base64: 'pacu'",
    "userAgent|base64offset|contains: 'pacu'",
    "userAgent|wide|base64offset|contains: ['pacu', 'curl']",
    "userAgent|utf16le|base64|cased: pacu",
    "userAgent|utf16be|contains: ab",
    "userAgent|utf16|base64|startswith: ab",
    "userAgent|windash|contains: ' -e '",
    "userAgent|windash|contains|all: [-e, /x]",
    "userAgent|windash|endswith|neq: -x",
    "userAgent|windash|base64offset|contains: '-e'",
    "userAgent|expand|base64offset|contains: '%words%'",
    "'|base64offset': pacu",
    "'|windash': 'x -e'",
    "eventTime|hour: 3",
    "eventTime|hour|gte: 12",
    "eventTime|minute|neq: [5, 30]",
    "eventTime|day: [1, 31]",
    "eventTime|week|gt: 52",
    "eventTime|month|lt: 7",
    "eventTime|year|lte: 2023",
    "requestParameters.list|year: 2024",
    "eventTime|expand: '%business_hours%'",
    "eventTime|expand|neq: '%business_hours%'",
    "requestParameters.list|expand: '%business_hours%'",
    "eventName|fieldref: userAgent",
    "eventName|fieldref|cased: userAgent",
    "eventName|fieldref|neq: [userAgent, errorCode]",
    "userAgent|fieldref|contains: eventName",
    "userAgent|fieldref|startswith|all: [eventName, errorCode]",
    "userAgent|fieldref|endswith: requestParameters.list",
    "requestParameters.n|fieldref: requestParameters.list",
    "requestParameters.list|fieldref: requestParameters.items.x",
    "derived.actor|fieldref|endswith: userAgent",
    "requestParameters.b: yes",
    "requestParameters.b: No",
    "requestParameters.b: 'no'",
    "requestParameters.b|startswith: no",
    "requestParameters.b|exists: yes",
    "requestParameters.n: '22'",
    "requestParameters.n: 22",
    "requestParameters.n: ''",
    "userAgent|expand: '\\%tools%tools%'",
    "userAgent: '\\\\*'",
    "userAgent: '\\\\\\\\*'",
    "userAgent: 'a\\\\?b'",
    "requestParameters|contains|all: ['\"Allow\"', '\"Effect\":']",
    "requestParameters|re: '\"Effect\":\"[A-Z]'",
    "requestParameters|endswith|neq: '\"}'",
    "requestParameters.n|base64: 22",
    "requestParameters.doc.Statement.Effect: Allow",
    "requestParameters.doc.Statement.Action|contains|all: [iam, s3]",
    "requestParameters.doc.Statement|contains: '\"Effect\"'",
    "requestParameters.doc|exists: true",
    "requestParameters.doc: '{*'",
    "requestParameters.doc.inner.a: 1",
    "'|all': ['eventname', 'stop*g', 'logging\"']",
    "'|contains': [nowhere, 'a\\b']",
    "'|cased': StopLogging",
    "'|re': 'Stop.ogging'",
    "'|all': [pacu, acu, cu]",
    "'|contains': 'x\ty'",
    "'|contains': 'жУР'",
    "userAgent: 'ÜBUNG*'",
    "userAgent|contains: 'Журнал'",
    "userAgent|contains|cased: 'Журнал'",
    "userAgent|startswith: 'b?Ü'",
};

constexpr const char* kTrickyRecords[] = {
    R"({})",
    R"({"eventName":"StopLogging","eventSource":"cloudtrail.amazonaws.com"})",
    R"({"eventName":"STOPLOGGING","errorCode":"AccessDenied"})",
    R"({"eventName":"DeleteTrail","errorCode":null,"requestParameters":null})",
    R"({"eventName":["A","StopLogging"],"errorCode":""})",
    R"({"eventName":{"StopLogging":1},"requestParameters":{}})",
    R"({"eventName":null,"requestParameters":"text"})",
    R"({"eventName":"a*b","requestParameters":{"n":1,"b":true,"list":[]}})",
    R"({"eventName":"a\\b","requestParameters":{"n":"1","b":"True","list":["a","b"]}})",
    R"({"eventName":"axb","requestParameters":{"n":1.0,"b":"false","list":["a",null]}})",
    R"({"eventName":"","requestParameters":{"n":[1,2,3],"b":null,"list":[[["b"]]]}})",
    R"({"eventName":1,"requestParameters":{"n":"2.5e0","list":{"a":"b"}}})",
    R"({"eventName":true,"requestParameters":{"items":[{"x":2},{"x":"10.1.0.0/16"}]}})",
    R"({"requestParameters":{"items":[{"x":"2"},{"x":null},{}]}})",
    R"({"requestParameters":{"items":{"x":["2001:db8::5","n"]}}})",
    R"({"requestParameters":{"dotted.key":"v"}})",
    R"({"requestParameters":{"dotted":{"key":"v"}}})",
    R"({"requestParameters":[{"n":5},{"list":"a"}]})",
    R"({"sourceIPAddress":"10.9.8.7","userAgent":"aws-cli/2.0"})",
    R"({"sourceIPAddress":"::ffff:10.9.8.7","userAgent":"[AWS-CLI/2.0]"})",
    R"({"sourceIPAddress":"AWS Internal","userAgent":"pacu"})",
    R"({"sourceIPAddress":"192.0.2.0/24","userAgent":null})",
    R"({"unknownField":{"deep":"1"},"errorCode":"Client.UnauthorizedOperation"})",
    R"({"unknownField":[{"deep":[0,1]}],"userIdentity":{"type":"Root"}})",
    R"({"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/alice"},)"
    R"("eventName":"CreateUser"})",
    "{\"eventName\":\"Stop\xC3\x96g\",\"userAgent\":\"\\u0061ws-cli/1\"}",
};

constexpr const char* kEncodedRecords[] = {
    R"({"userAgent":"cGFjdQ=="})",
    R"({"userAgent":["x","CGFJDQ==","eHBhY3V5","eHhwYWN1"]})",
    R"({"userAgent":"cABhAGMAdQA="})",
    R"({"userAgent":"eABjAHUAcgBsAHgA"})",
    R"({"userAgent":"\u0000a\u0000b"})",
    R"({"userAgent":"//5hAGIA"})",
    R"({"userAgent":"x /e y"})",
    "{\"userAgent\":\"x \u2013e /x\"}",
    "{\"userAgent\":\"x -e \u2015X\"}",
    R"({"userAgent":"eHggL2U="})",
    R"({"eventTime":"2023-07-10T03:05:50Z"})",
    R"({"eventTime":"2021-01-01T23:30:00Z","requestParameters":{"list":["2024-01-01","x",2024]}})",
    R"({"eventTime":"2023-12-31T12:00:00.5Z"})",
    R"({"eventTime":"2023-02-30T12:00:00Z"})",
    R"({"eventTime":3})",
    R"({"eventTime":"2023-07-14T22:30:00Z"})",
    R"({"eventTime":"2023-12-15T22:30:00Z","requestParameters":{"list":["2023-12-14T12:00:00Z"]}})",
    R"({"eventTime":"2023-12-15","requestParameters":{"list":["2023-07-15T12:00:00Z"]}})",
    R"({"eventName":"Pacu","userAgent":"pacu","errorCode":"pa"})",
    R"({"eventName":"ac","userAgent":"pacu","errorCode":null})",
    R"({"eventName":"pa","userAgent":"pacu","errorCode":"PA"})",
    R"({"userAgent":["pacu","1"],"requestParameters":{"n":1.0,"list":["1","CU"]}})",
    R"({"requestParameters":{"list":[1,{"a":2}],"items":[{"x":"1.0"},{"x":{"A":2}}]}})",
    R"({"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::1:user/al"},"userAgent":"AL"})",
    R"({"requestParameters":{"b":["No","x"],"n":["MjI=",22]}})",
    R"({"requestParameters":{"b":false,"n":"22"}})",
    R"({"requestParameters":{"b":"YES","n":"22.0"}})",
    R"({"requestParameters":{"b":"false","n":22.0}})",
    R"({"requestParameters":{"b":"nothing","n":""}})",
    R"({"userAgent":["%toolspacu","*"]})",
    R"({"userAgent":"\\x"})",
    R"({"userAgent":["a?b","\\"]})",
    R"({"requestParameters":{"doc":"{\"Statement\":[{\"Effect\":\"Deny\"},{\"Effect\":\"Allow\"}]}"}})",
    R"({"requestParameters":{"doc":" {\"Statement\":{\"Action\":[\"iam:*\",\"s3:*\"]}} "}})",
    R"({"requestParameters":{"doc":"%7B%22Statement%22%3A%7B%22Effect%22%3A%22allow%22%7D%7D"}})",
    R"({"requestParameters":{"doc":{"Statement":"{\"Effect\":\"Allow\"}"}}})",
    R"({"requestParameters":"{\"doc\":{\"inner\":\"[{\\\"a\\\":1}]\"}}"})",
    R"({"requestParameters":{"doc":"{\"Statement\":"}})",
    R"({"userAgent":"x\ty \"StopLogging\""})",
    "{\"userAgent\":\"übung macht\"}",
    "{\"userAgent\":\"der ЖУРНАЛ\"}",
    "{\"userAgent\":\"der Журнал\"}",
    "{\"userAgent\":\"bäÜ\"}",
    "{\"userAgent\":\"BÄü\"}",
};

const Placeholders kTrickyLists = {
    {"nets", {"10.0.0.0/8", "192.0.2.0/24"}},
    {"tools", {"pacu", "CLI/*0"}},
    {"empty", {}},
    {"words", {"pacu", "curl"}},
    {"business_hours",
     {"mon-fri 08:00-18:00 CET-1CEST,M3.5.0,M10.5.0/3", "fri 23:00-02:00 +01:00"}}};

TEST(Agreement, OnDifficultRulesAndRecords) {
  std::string yaml;
  for (std::size_t i = 0; i < std::size(kTrickyTests); ++i) {
    const std::string number = std::to_string(i);
    const std::string selection = "  s:\n    " + std::string(kTrickyTests[i]);
    yaml += rule_yaml("plain_" + number, selection + "\n  condition: s") + "---\n" +
            rule_yaml("not_" + number, selection + "\n  condition: not s") + "---\n" +
            rule_yaml("with_" + number, selection +
                                            "\n  t:\n    eventName: StopLogging\n"
                                            "  condition: s and t") +
            "---\n";
  }
  Agreement agreement(read_test_rules(yaml), kTrickyLists);
  agreement.explain_too();
  for (const char* record : kTrickyRecords) agreement.compare(record);
  for (const char* record : kEncodedRecords) agreement.compare(record);
  const std::size_t records = std::size(kTrickyRecords) + std::size(kEncodedRecords);
  EXPECT_EQ(agreement.pairs(), 3 * std::size(kTrickyTests) * records);
}

constexpr const char* kHours[] = {
    "mon-fri 08:00-18:00 UTC",    "mon-fri 08:00-18:00 CET-1CEST,M3.5.0,M10.5.0/3",
    "sun-thu 07:30-16:15 +05:30", "mon,wed,sat 22:00-06:00 EST5EDT,M3.2.0,M11.1.0",
    "fri-mon 00:00-24:00 -03:30",
};

// Hours of the years around each change of the clocks, at random.
TEST(Agreement, OnBusinessHours) {
  for (const char* hours : kHours) {
    const std::vector<sigma::Rule> rules = read_test_rules(
        rule_yaml("rule", "  s:\n    eventTime|expand: '%business_hours%'\n  condition: s"));
    Agreement agreement(rules, {{"business_hours", {hours}}});
    std::mt19937_64 random(5);
    for (int i = 0; i < 1500; ++i) {
      const auto minute = static_cast<Timestamp>(random() % (4 * 366 * 24 * 60));
      const Timestamp time = *parse_timestamp("2022-01-01T00:00:00Z") + minute * kMinute;
      agreement.compare(R"({"eventTime":")" + format_timestamp(time) + "\"}");
    }
    EXPECT_GT(agreement.matches(), agreement.pairs() / 10) << hours;
    EXPECT_LT(agreement.matches(), agreement.pairs() * 9 / 10) << hours;
  }
}

}  // namespace
}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/random_record.h"

#include <utility>

namespace trailsift::detect {
namespace {

using Json = nlohmann::ordered_json;

Json random_value(Random& random, int depth) {
  static const Json kPlain[] = {"a",
                                "B",
                                "ab",
                                "a*b",
                                "",
                                "1",
                                "true",
                                "10.1.2.3",
                                "10.1.0.0/16",
                                1,
                                1.0,
                                2.5,
                                -3,
                                true,
                                false,
                                nullptr,
                                "/a",
                                "x-b",
                                "\u2013A",
                                "YWI=",
                                "eGFieQ==",
                                "YQBiAA==",
                                "\u00C9a",
                                "no",
                                "2023-07-10T03:00:00Z",
                                "2021-01-01T12:30:00Z",
                                "{\"a\":\"ab\",\"b\":[1,\"x\"]}",
                                "%7B%22a%22%3A%7B%22b%22%3A1%7D%7D",
                                "a\\b",
                                "say \"ab\""};
  const auto choice = random() % 10;
  if (depth == 0 || choice < 6) return one_of(random, kPlain);
  static const char* const kKeys[] = {"a", "b", "x", "a.b"};
  Json value = choice < 8 ? Json::array() : Json::object();
  const unsigned count = random() % 4;
  for (unsigned i = 0; i < count; ++i) {
    Json member = random_value(random, depth - 1);
    if (value.is_array()) {
      value.push_back(std::move(member));
    } else {
      value[one_of(random, kKeys)] = std::move(member);
    }
  }
  return value;
}

}  // namespace

Json random_record(Random& random) {
  static const char* const kTop[] = {"eventName", "eventSource",     "errorCode",
                                     "awsRegion", "sourceIPAddress", "requestParameters",
                                     "odd",       "eventTime"};
  Json record = Json::object();
  for (const char* key : kTop) {
    if (random() % 4 != 0) record[key] = random_value(random, 3);
  }
  return record;
}

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
// Writes a CloudTrail folder with nothing but denied calls of one user, as a broken script or a
// patient attacker makes them: so many seconds a day, the same number in each second. Shows what a
// flood costs; bench/README.md.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>

#include "arguments.h"
#include "corpus/gzip_file.h"

namespace {

struct Flood {
  std::string out;
  std::uint64_t calls = 0;
  std::uint64_t days = 0;
  std::uint64_t seconds = 0;  // of each day
};

std::string digits(std::uint64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

// The days of 28-day months from January 2020: enough for a test, and no calendar is needed.
std::string date(std::uint64_t day, const std::string& between) {
  return digits(2020 + day / 336, 4) + between + digits(day / 28 % 12 + 1, 2) + between +
         digits(day % 28 + 1, 2);
}

std::string clock(std::uint64_t second, const std::string& between) {
  return digits(second / 3600, 2) + between + digits(second / 60 % 60, 2) + between +
         digits(second % 60, 2);
}

void append_call(const std::string& time, std::uint64_t number, std::string& content) {
  content +=
      R"({"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":)"
      R"("arn:aws:iam::111122223333:user/script","accountId":"111122223333","accessKeyId":)"
      R"("AKIAIOSFODNN7EXAMPLE","userName":"script"},"eventTime":")";
  content += time;
  content +=
      R"(","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"us-east-1",)"
      R"("sourceIPAddress":"198.51.100.23","userAgent":"Boto3/1.26.90","errorCode":"AccessDenied",)"
      R"("requestParameters":null,"responseElements":null,"eventID":"00000000-0000-4000-8000-)";
  content += digits(number, 12);
  content += R"(","readOnly":true,"eventType":"AwsApiCall","managementEvent":true,)"
             R"("recipientAccountId":"111122223333","eventCategory":"Management"},)";
}

// One file for each five minutes.
void write_flood(const Flood& flood) {
  constexpr std::uint64_t kFileSeconds = 300;
  corpus::FileWriter writer(1);
  const std::uint64_t all_seconds = flood.days * flood.seconds;
  std::uint64_t written = 0;
  std::string content;
  for (std::uint64_t day = 0; day < flood.days; ++day) {
    for (std::uint64_t start = 0; start < flood.seconds; start += kFileSeconds) {
      content = "{\"Records\":[";
      for (std::uint64_t second = start; second < std::min(start + kFileSeconds, flood.seconds);
           ++second) {
        const std::uint64_t past = day * flood.seconds + second + 1;
        const std::string time = date(day, "-") + "T" + clock(second, ":") + "Z";
        while (written * all_seconds < past * flood.calls) append_call(time, written++, content);
      }
      content.back() = ']';
      content += '}';
      writer.write(flood.out + "/AWSLogs/111122223333/CloudTrail/us-east-1/" + date(day, "/") +
                       "/111122223333_CloudTrail_us-east-1_" + date(day, "") + "T" +
                       clock(start + kFileSeconds, "").substr(0, 4) + "Z_" + digits(start, 16) +
                       ".json.gz",
                   content);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Arguments arguments(argc, argv, {"--out", "--calls", "--days", "--seconds"});
  Flood flood;
  flood.out = arguments.text("--out", "");
  if (flood.out.empty() || !arguments.words().empty()) {
    bench::Arguments::refuse(
        "usage: make_flood --out DIR [--calls N] [--days N] [--seconds N_A_DAY]");
  }
  flood.calls = arguments.number("--calls", 1'000'000, 1, 1'000'000'000);
  flood.days = arguments.number("--days", 10, 1, 3000);
  flood.seconds = arguments.number("--seconds", 600, 1, 80'000);
  try {
    write_flood(flood);
  } catch (const std::exception& error) {
    std::cerr << "make_flood: " << error.what() << '\n';
    return 1;
  }
  return 0;
}

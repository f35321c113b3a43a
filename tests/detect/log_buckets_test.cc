// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/log_buckets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "trailsift/model/single_event.h"

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string call(const std::string& name, const std::string& service, const std::string& bucket,
                 const std::string& more = "") {
  return R"({"eventVersion":"1.08","eventTime":"2024-03-05T12:00:00Z","eventID":"1","eventName":")" +
         name +
         R"(","eventSource":"s3.amazonaws.com","awsRegion":"eu-west-1","sourceIPAddress":")" +
         service + R"(","userIdentity":{"type":"AWSService","invokedBy":")" + service +
         R"("},"requestParameters":{"bucketName":)" + bucket + "}" + more + "}";
}

LogBuckets buckets_of(const std::vector<std::string>& records) {
  LogBuckets buckets;
  for (const std::string& record : records) {
    SingleEvent single(record);
    EXPECT_TRUE(single.ok()) << record;
    buckets.add(single.event(), single.arena());
  }
  return buckets;
}

TEST(LogBuckets, AreThoseThatServicesDeliverTo) {
  EXPECT_THAT(buckets_of({call("GetBucketAcl", "cloudtrail.amazonaws.com", "\"trail\""),
                          call("PutObject", "delivery.logs.amazonaws.com", "\"flow\""),
                          call("PutObject", "config.amazonaws.com", "\"config\""),
                          call("PutObject", "logging.s3.amazonaws.com", "\"access\""),
                          call("PutObject", "cloudtrail.amazonaws.com", "\"trail\"")})
                  .names(),
              ElementsAre("access", "config", "flow", "trail"));
}

TEST(LogBuckets, AreNotTaughtByAnythingElse) {
  const std::string by_user =
      R"({"eventVersion":"1.08","eventTime":"2024-03-05T12:00:00Z","eventID":"1",)"
      R"("eventName":"PutObject","eventSource":"s3.amazonaws.com","awsRegion":"eu-west-1",)"
      R"("sourceIPAddress":"198.51.100.7","userIdentity":{"type":"IAMUser","userName":"a"},)"
      R"("requestParameters":{"bucketName":"own"}})";
  EXPECT_THAT(buckets_of({by_user, call("GetObject", "cloudtrail.amazonaws.com", "\"read\""),
                          call("GetBucketAcl", "config.amazonaws.com", "\"looked-at\""),
                          call("PutObject", "athena.amazonaws.com", "\"results\""),
                          call("PutObject", "cloudtrail.amazonaws.com", "null"),
                          call("PutObject", "cloudtrail.amazonaws.com", "\"\""),
                          call("PutObject", "cloudtrail.amazonaws.com", "7"),
                          call("PutObject", "cloudtrail.amazonaws.com", "\"refused\"",
                               R"(,"errorCode":"AccessDenied")")})
                  .names(),
              IsEmpty());
}

TEST(LogBuckets, AreThoseThatTrailsAreToldToUse) {
  const auto trail = [](const std::string& name, const std::string& bucket,
                        const std::string& more = "") {
    return R"({"eventVersion":"1.08","eventTime":"2024-03-05T12:00:00Z","eventID":"1",)"
           R"("eventName":")" +
           name +
           R"(","eventSource":"cloudtrail.amazonaws.com","awsRegion":"eu-west-1",)"
           R"("sourceIPAddress":"198.51.100.7","userIdentity":{"type":"IAMUser","userName":"a"},)"
           R"("requestParameters":{"name":"main","s3BucketName":")" +
           bucket + "\"}" + more + "}";
  };
  EXPECT_THAT(buckets_of({trail("CreateTrail", "made"), trail("UpdateTrail", "changed"),
                          trail("GetTrail", "read"),
                          trail("CreateTrail", "refused", R"(,"errorCode":"AccessDenied")")})
                  .names(),
              ElementsAre("changed", "made"));
}

TEST(LogBuckets, AreThoseOfAllThreads) {
  LogBuckets sum = buckets_of({call("PutObject", "config.amazonaws.com", "\"b\"")});
  sum.merge(buckets_of({call("PutObject", "config.amazonaws.com", "\"a\""),
                        call("PutObject", "config.amazonaws.com", "\"b\"")}));
  EXPECT_THAT(sum.names(), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace trailsift::detect

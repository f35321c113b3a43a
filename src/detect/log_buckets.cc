// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/log_buckets.h"

#include <array>
#include <string_view>

#include "trailsift/base/ascii.h"
#include "trailsift/model/field.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {
namespace {

constexpr auto kWriters =
    std::to_array<std::string_view>({"cloudtrail.amazonaws.com", "config.amazonaws.com",
                                     "delivery.logs.amazonaws.com", "logging.s3.amazonaws.com"});
// AWS Config reads the access list of every bucket there is; these read that of their own.
constexpr auto kAskers =
    std::to_array<std::string_view>({"cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"});

bool is_delivery(const Event& event) {
  if (event.caller != Caller::kService || event.outcome != Outcome::kSuccess) return false;
  if (event.text(Field::kEventSource) != "s3.amazonaws.com") return false;
  const std::string_view name = event.text(Field::kEventName);
  const std::string_view service = event.text(Field::kSourceIPAddress);
  return (name == "PutObject" && is_one_of(service, kWriters)) ||
         (name == "GetBucketAcl" && is_one_of(service, kAskers));
}

}  // namespace

void LogBuckets::add(const Event& event, Arena& arena) {
  if (!is_delivery(event)) return;
  static const FieldPath bucket_name = resolve_field("requestParameters.bucketName");
  const Value bucket = first_value(event, bucket_name, arena);
  if (bucket.kind != ValueKind::kString || bucket.size == 0) return;
  const std::string_view name = bucket.text();
  if (!names_.contains(name)) names_.emplace(name);
}

void LogBuckets::merge(const LogBuckets& other) {
  names_.insert(other.names_.begin(), other.names_.end());
}

}  // namespace trailsift::detect

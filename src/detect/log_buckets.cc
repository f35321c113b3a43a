// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/log_buckets.h"

#include <array>
#include <string_view>

#include "detect/inferred_list.h"
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

// A trail is told where to deliver.
bool is_order(const Event& event) {
  if (event.text(Field::kEventSource) != "cloudtrail.amazonaws.com") return false;
  const std::string_view name = event.text(Field::kEventName);
  return (name == "CreateTrail" || name == "UpdateTrail") && event.outcome == Outcome::kSuccess;
}

// Missing where the event tells of none.
Value bucket_of(const Event& event, Arena& arena) {
  static const FieldPath delivered_to = resolve_field(kBucketNameField);
  static const FieldPath ordered_to = resolve_field("requestParameters.s3BucketName");
  if (is_delivery(event)) return first_value(event, delivered_to, arena);
  if (is_order(event)) return first_value(event, ordered_to, arena);
  return {};
}

}  // namespace

void LogBuckets::add(const Event& event, Arena& arena) {
  const Value bucket = bucket_of(event, arena);
  if (bucket.kind != ValueKind::kString || bucket.size == 0) return;
  const std::string_view name = bucket.text();
  if (!names_.contains(name)) names_.emplace(name);
}

void LogBuckets::merge(const LogBuckets& other) {
  names_.insert(other.names_.begin(), other.names_.end());
}

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "trailsift/model/field.h"

namespace trailsift::model {

// The keys that a record is walked for, and some that are met so often that knowing them helps to
// foresee the next one (kNoField: their values go nowhere).
//
// A key is recognised by its first eight bytes and its length: one multiplication leads to the only
// one that it can be, and one comparison of 32 bytes decides. The multipliers are searched for at
// compile time.
inline constexpr Field kNoField = static_cast<Field>(63);

struct RecordKey {
  std::string_view text;
  Field field = kNoField;
  std::uint32_t usual_size = 0;  // of its value, where that hardly ever differs; 0: it does
};

inline constexpr std::array<RecordKey, 28> kTopLevelKeys = {{
    {"eventVersion", Field::kEventVersion, 4},
    {"userIdentity", Field::kUserIdentity},
    {"eventTime", Field::kEventTime, 20},
    {"eventSource", Field::kEventSource},
    {"eventName", Field::kEventName},
    {"awsRegion", Field::kAwsRegion, 9},
    {"sourceIPAddress", Field::kSourceIPAddress},
    {"userAgent", Field::kUserAgent},
    {"errorCode", Field::kErrorCode},
    {"errorMessage", Field::kErrorMessage},
    {"requestParameters", Field::kRequestParameters},
    {"responseElements", Field::kResponseElements},
    {"additionalEventData", Field::kAdditionalEventData},
    {"requestID", Field::kRequestID, 36},
    {"eventID", Field::kEventID, 36},
    {"readOnly", Field::kReadOnly},
    {"resources", Field::kResources},
    {"eventType", Field::kEventType, 10},
    {"managementEvent", Field::kManagementEvent},
    {"recipientAccountId", Field::kRecipientAccountId, 12},
    {"sharedEventID", Field::kSharedEventID, 36},
    {"vpcEndpointId", Field::kVpcEndpointId},
    {"eventCategory", Field::kEventCategory, 10},
    {"serviceEventDetails", Field::kServiceEventDetails},
    {"tlsDetails", kNoField},
    {"apiVersion", kNoField, 10},
    {"sessionCredentialFromConsole", kNoField},
    {"vpcEndpointAccountId", kNoField, 12},
}};

inline constexpr std::array<RecordKey, 8> kIdentityKeys = {{
    {"type", Field::kIdentityType},
    {"principalId", Field::kIdentityPrincipalId},
    {"arn", Field::kIdentityArn},
    {"accountId", Field::kIdentityAccountId, 12},
    {"accessKeyId", Field::kIdentityAccessKeyId, 20},
    {"userName", Field::kIdentityUserName},
    {"invokedBy", Field::kIdentityInvokedBy},
    {"sessionContext", Field::kIdentitySessionContext},
}};

inline constexpr unsigned kKeySlotBits = 6;
inline constexpr std::size_t kKeySlots = std::size_t{1} << kKeySlotBits;

// The first eight bytes of a key as a little-endian number, zero where the key is shorter.
constexpr std::uint64_t key_head(std::string_view text) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < text.size() && i < 8; ++i) {
    head |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (8 * i);
  }
  return head;
}

[[gnu::always_inline]] constexpr std::size_t key_slot(std::uint64_t head, std::size_t size,
                                                      std::uint64_t multiplier) {
  return static_cast<std::size_t>(((head + size) * multiplier) >> (64 - kKeySlotBits));
}

struct alignas(64) KeySlot {
  char pattern[32] = {};   // the key, '"' and ':'
  std::uint32_t mask = 0;  // one bit for each byte of the pattern; 0: a free slot
  std::uint32_t size = 0;  // of the key
  std::uint32_t usual_size = 0;
  Field field = kNoField;
  std::uint8_t index = 0;  // of this slot in its table
  std::uint64_t head = 0;
};

struct KeyTable {
  std::uint64_t multiplier = 0;
  std::array<KeySlot, kKeySlots> slots{};
};

template <std::size_t N>
constexpr bool has_collision(const std::array<RecordKey, N>& keys, std::uint64_t multiplier) {
  std::uint64_t taken = 0;
  for (const RecordKey& key : keys) {
    const std::size_t slot = key_slot(key_head(key.text), key.text.size(), multiplier);
    if ((taken & (1ULL << slot)) != 0) return true;
    taken |= 1ULL << slot;
  }
  return false;
}

constexpr KeySlot make_key_slot(const RecordKey& key, std::size_t index) {
  KeySlot slot;
  for (std::size_t i = 0; i < key.text.size(); ++i) slot.pattern[i] = key.text[i];
  slot.pattern[key.text.size()] = '"';
  slot.pattern[key.text.size() + 1] = ':';
  slot.mask = static_cast<std::uint32_t>((1ULL << (key.text.size() + 2)) - 1);
  slot.size = static_cast<std::uint32_t>(key.text.size());
  slot.usual_size = key.usual_size;
  slot.field = key.field;
  slot.index = static_cast<std::uint8_t>(index);
  slot.head = key_head(key.text);
  return slot;
}

template <std::size_t N>
constexpr KeyTable make_key_table(const std::array<RecordKey, N>& keys) {
  KeyTable table;
  table.multiplier = 0x9E3779B97F4A7C15ULL;
  while (has_collision(keys, table.multiplier)) {
    table.multiplier = table.multiplier * 6364136223846793005ULL + 1442695040888963407ULL;
  }
  for (const RecordKey& key : keys) {
    const std::size_t at = key_slot(key_head(key.text), key.text.size(), table.multiplier);
    table.slots[at] = make_key_slot(key, at);
  }
  return table;
}

inline constexpr KeyTable kTopLevelTable = make_key_table(kTopLevelKeys);
inline constexpr KeyTable kIdentityTable = make_key_table(kIdentityKeys);

}  // namespace trailsift::model

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "detect/inferred_list.h"
#include "detect/intern_pool.h"
#include "trailsift/base/time.h"
#include "trailsift/model/event.h"
#include "trailsift/model/field.h"

namespace trailsift::detect {

// A number in a pool where there is no text: the field is not there, or is null.
inline constexpr std::uint32_t kNoText = 0xFFFFFFFF;

// The fields that every hit carries, because every finding shows them.
inline constexpr std::array kContextFields = {
    Field::kDerivedAccount, Field::kAwsRegion,        Field::kIdentityType,
    Field::kDerivedActor,   Field::kDerivedPrincipal, Field::kDerivedCredential,
    Field::kDerivedSession, Field::kSourceIPAddress,  Field::kUserAgent,
    Field::kEventSource,    Field::kEventName};

// Where a field stands in kContextFields.
enum ContextSlot : std::uint32_t {
  kAccountSlot,
  kRegionSlot,
  kActorTypeSlot,
  kActorSlot,
  kPrincipalSlot,
  kCredentialSlot,
  kSessionSlot,
  kSourceIpSlot,
  kUserAgentSlot,
  kEventSourceSlot,
  kEventNameSlot,
};

// What a hit keeps of its event's profile, whatever the rule. Few hits differ in it, so each
// combination is kept once, as a tuple.
struct HitContext {
  Outcome outcome = Outcome::kSuccess;
  std::array<std::uint32_t, kContextFields.size()> texts{};  // numbers of strings, or kNoText

  static constexpr std::size_t kWords = 1 + kContextFields.size();
  [[nodiscard]] std::array<std::uint32_t, kWords> to_words() const;
  [[nodiscard]] static HitContext from_words(std::span<const std::uint32_t> words);
  [[nodiscard]] static std::span<const std::uint32_t> texts_of(
      std::span<const std::uint32_t> words) {
    return words.subspan(1);
  }
};

// An event id: the 16 bytes of a GUID, which is what CloudTrail writes, or the number of a string
// for anything else.
struct EventId {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend auto operator<=>(const EventId&, const EventId&) = default;
};

// Nothing when `text` is not 36 characters of a lower-case GUID: no other text has the same id.
[[nodiscard]] std::optional<EventId> parse_guid(std::string_view text);
[[nodiscard]] std::string guid_text(const EventId& id);

// One hit. `values` is the tuple of the rule's key values, then its shown values, then its
// resources (see CompiledRule).
struct Hit {
  Timestamp time = kNoTime;
  EventId id;
  std::uint32_t context = 0;
  std::uint32_t values : 30 = 0;
  std::uint32_t id_is_text : 1 = 0;  // id.low is the number of a string, or kNoText
  std::uint32_t is_needed : 1 = 0;   // it was found out that it has to stay; see hit_ledger.h
  std::uint64_t weight : 38 = 1;     // events that it stands for; see hit_folding.h
  std::uint64_t rule : 24 = 0;       // index into CompiledRules::events
  ListCondition list_condition : 2 = ListCondition::kNone;
  std::uint64_t amount = 0;  // the sum of their numbers in CompiledRule::amount

  [[nodiscard]] std::uint32_t rule_number() const { return static_cast<std::uint32_t>(rule); }
};
static_assert(sizeof(Hit) == 48);

// One number for the outcome and the list condition; `context` are the words of the hit's context.
[[nodiscard]] inline std::uint32_t ending_of(const Hit& hit,
                                             std::span<const std::uint32_t> context) {
  return context.front() << 2 | static_cast<std::uint32_t>(hit.list_condition);
}

inline constexpr std::uint32_t kMostValues = (1U << 30) - 1;  // in Hit::values
inline constexpr std::uint64_t kMostWeight = (std::uint64_t{1} << 38) - 1;
inline constexpr std::uint32_t kMostRules = (1U << 24) - 1;  // in Hit::rule

// Sums stop here, where doubles cease to hold every whole number. In whatever order it is added up,
// the result is the same.
inline constexpr std::uint64_t kMostAmount = std::uint64_t{1} << 53;

[[nodiscard]] inline std::uint64_t sum_of_amounts(std::uint64_t left, std::uint64_t right) {
  return left + right < kMostAmount ? left + right : kMostAmount;
}

// What a HitStore holds. All numbers in hits and tuples refer to these pools.
struct HitData {
  StringPool strings;
  TuplePool contexts;
  TuplePool values;
  std::deque<Hit> hits;  // grows without keeping room, or two copies at once
};

}  // namespace trailsift::detect

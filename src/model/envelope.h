// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "trailsift/base/arena.h"
#include "trailsift/model/value.h"

namespace trailsift::model {

// What an object is that is not itself a CloudTrail record. Formats page, section A.
struct Envelope {
  enum class Kind : std::uint8_t {
    kObject,       // `payload` is the record, as an object
    kText,         // `payload` is a string whose text holds what is wanted
    kBase64,       // the same, base64-coded and maybe gzip
    kList,         // `payload` is an array of more envelopes or records
    kRows,         // `payload` is an array of rows of a query's result
    kForeign,      // not CloudTrail: `reason` says what
    kUnsupported,  // CloudTrail in a form that is not read: `reason` and `detail`
  };
  Kind kind = Kind::kForeign;
  Value payload;
  std::string_view reason;
  std::string_view detail;
};

// Looks at the keys of `object` (JSON text). Escapes are resolved into `arena`.
[[nodiscard]] Envelope open_envelope(std::string_view object, Arena& arena);

// True for a key whose array holds records or envelopes: "Records", "Events", "logEvents", …
[[nodiscard]] bool is_list_key(std::string_view key);

// True when an object that begins with this key may be an envelope around very many records, so
// that it should be read member by member and not as a whole.
[[nodiscard]] bool begins_long_envelope(std::string_view key);

}  // namespace trailsift::model

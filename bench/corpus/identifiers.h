// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "corpus/random.h"

// The identifiers that CloudTrail records carry. Each function appends one to `out`. They are as
// random as the real ones, because they decide how well a log file compresses.
namespace corpus {

void append_hex(std::string& out, Random& random, std::size_t length);
void append_upper(std::string& out, Random& random, std::size_t length);   // A-Z2-7, as in AKIA…
void append_alnum(std::string& out, Random& random, std::size_t length);   // A-Za-z0-9
void append_lower(std::string& out, Random& random, std::size_t length);   // a-z0-9
void append_base64(std::string& out, Random& random, std::size_t length);  // without padding
void append_digits(std::string& out, Random& random, std::size_t length);  // no leading zero
void append_uuid(std::string& out, Random& random);                        // version 4
void append_number(std::string& out, std::uint64_t number);

// "AKIA", "ASIA", "AIDA", "AROA" and so on with 16 letters after it.
[[nodiscard]] std::string unique_id(const char* prefix, std::uint64_t seed);

}  // namespace corpus

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

// What fuzzing runs: each target takes any bytes whatever and fails an expectation of GoogleTest
// when what was read of them contradicts itself, the plain evaluator or a promise of a header. The
// same targets run under libFuzzer (scripts/fuzz) and, over few inputs, in the ordinary tests.
namespace trailsift::fuzz {

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
  std::vector<std::string> (*seeds)();  // inputs to begin with
};

// Records out of any container. The file is read whole, in small windows and packed, and each of
// its records by both parsers and by a plain one.
void run_record_reader(std::string_view bytes);
[[nodiscard]] std::vector<std::string> record_reader_seeds();

// A rule file, then, behind a kRecordMark, records a line. What compiles must agree with the plain
// evaluator on the records.
inline constexpr char kRecordMark = '\x1e';
void run_rule_text(std::string_view bytes);
[[nodiscard]] std::vector<std::string> rule_text_seeds();

// The bytes are the choices of random rules, filters and records. Matcher and plain evaluator must
// agree.
void run_engine(std::string_view bytes);
[[nodiscard]] std::vector<std::string> engine_seeds();

// A policy document means the same as an object, as a text and as a URL-encoded text.
void run_policy(std::string_view bytes);
[[nodiscard]] std::vector<std::string> policy_seeds();

[[nodiscard]] std::span<const Target> targets();

// The target of that name; stops the program when there is none.
[[nodiscard]] const Target& target_named(std::string_view name);

// Its seeds and the files under tests/fuzz/inputs/<name>/, which once showed something.
[[nodiscard]] std::vector<std::string> inputs_of(const Target& target);

}  // namespace trailsift::fuzz

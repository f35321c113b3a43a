// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "detect/expression.h"
#include "detect/predicate.h"

namespace trailsift::detect {

// A condition in the form in which it runs: a list of questions, each of which says where to go on
// a yes and on a no. And, or and not exist only in the jumps, so that running it is one short loop
// without a stack, and nothing is asked that cannot change the answer.
struct Instruction {
  std::uint32_t predicate = 0;
  std::uint32_t if_true = 0;   // index of an instruction, or kAccept, or kReject
  std::uint32_t if_false = 0;  // likewise
  // What is known of the answer beforehand, so that nothing else need be looked at.
  ProfilePart part = ProfilePart::kNone;  // of a profile, that decides about it
  std::uint32_t answer = 0;               // kCaller, kCall: its number among those of the part
};

inline constexpr std::uint32_t kAccept = 0xFFFFFFFF;
inline constexpr std::uint32_t kReject = 0xFFFFFFFE;

// Appends the instructions for `expression` to `code` and returns where to enter; that is kAccept
// or kReject for a constant. Of questions joined by and or by or, those that the profile of an
// event answers are asked first, and then the cheap ones.
[[nodiscard]] std::uint32_t emit_program(Expression expression,
                                         std::span<const Predicate> predicates,
                                         std::vector<Instruction>& code);

// The instructions reached from `entry`, one a line: "2: eventName ? 1 : reject". What tests
// compare.
[[nodiscard]] std::string dump_program(std::uint32_t entry, std::span<const Instruction> code,
                                       std::span<const Predicate> predicates);

// Runs from `entry` as far as `knows(instruction)` is true; `ask(instruction)` returns the answer.
// Returns the instruction that it came to, kAccept or kReject.
template <typename Knows, typename Ask>
[[nodiscard]] std::uint32_t run_as_far_as_known(std::uint32_t entry,
                                                std::span<const Instruction> code, Knows&& knows,
                                                Ask&& ask) {
  while (entry < kReject && knows(code[entry])) {
    const Instruction& instruction = code[entry];
    entry = ask(instruction) ? instruction.if_true : instruction.if_false;
  }
  return entry;
}

// Runs from `entry`; `ask` is called with the index of a predicate and returns the answer.
template <typename Ask>
[[nodiscard]] bool run_program(std::uint32_t entry, std::span<const Instruction> code, Ask&& ask) {
  while (entry < kReject) {
    const Instruction& instruction = code[entry];
    entry = ask(instruction.predicate) ? instruction.if_true : instruction.if_false;
  }
  return entry == kAccept;
}

}  // namespace trailsift::detect

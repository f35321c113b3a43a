// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace trailsift {

// Where in which file something went wrong. Lines and columns count from 1; 0 means "not known".
struct SourceLocation {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  // "file:line:column", leaving out what is not known.
  [[nodiscard]] std::string to_string() const;
};

// What a person is told when something fails once per file, rule or run.
struct Error {
  std::string code;     // stable, lower-case-with-dashes, for programs and golden tests
  std::string message;  // one sentence: what happened
  SourceLocation location;
  std::string hint;  // one sentence: what to do next; may be empty

  // "file:line:column: message [code]" and, on a second line, the hint.
  [[nodiscard]] std::string to_string() const;
};

// A value or the reason why there is none. Used for what fails once per file, rule or run; what
// fails once per record is a plain code. Not thread-safe, like any value type.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Precondition: ok().
  [[nodiscard]] T& value() & { return std::get<0>(state_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
  // Precondition: !ok().
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace trailsift

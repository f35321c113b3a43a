// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iostream>

namespace bench {
namespace {

std::uint64_t parse_whole(std::string_view flag, std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    Arguments::refuse(std::string(flag) + ": not a whole number: " + std::string(text));
  }
  return number;
}

}  // namespace

Arguments::Arguments(int argc, char** argv, std::vector<std::string_view> flags) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (!word.starts_with('-') || word == "-") {
      words_.emplace_back(word);
      continue;
    }
    if (std::find(flags.begin(), flags.end(), word) == flags.end()) {
      refuse("unknown flag " + std::string(word));
    }
    if (i + 1 == argc) refuse(std::string(word) + " needs a value");
    values_[std::string(word)] = argv[++i];
  }
}

std::string Arguments::text(std::string_view flag, std::string_view otherwise) const {
  const auto value = values_.find(flag);
  return value == values_.end() ? std::string(otherwise) : value->second;
}

std::uint64_t Arguments::number(std::string_view flag, std::uint64_t otherwise, std::uint64_t low,
                                std::uint64_t high) const {
  const auto value = values_.find(flag);
  if (value == values_.end()) return otherwise;
  const std::uint64_t number = parse_whole(flag, value->second);
  if (number < low || number > high) {
    refuse(std::string(flag) + " takes " + std::to_string(low) + " to " + std::to_string(high));
  }
  return number;
}

std::uint64_t Arguments::size(std::string_view flag, std::uint64_t otherwise) const {
  const auto value = values_.find(flag);
  if (value == values_.end()) return otherwise;
  std::string_view digits = value->second;
  std::uint64_t unit = 1;
  constexpr std::string_view kUnits = "KMGT";
  if (const auto power = kUnits.find(digits.empty() ? '?' : digits.back());
      power != std::string_view::npos) {
    for (std::size_t i = 0; i <= power; ++i) unit *= 1000;
    digits.remove_suffix(1);
  }
  return parse_whole(flag, digits) * unit;
}

std::uint32_t Arguments::share(std::string_view flag, std::uint32_t otherwise) const {
  const auto value = values_.find(flag);
  if (value == values_.end()) return otherwise;
  const std::string_view text = value->second;
  if (text == "1" || text == "1.0") return 1'000'000;
  if (text == "0") return 0;
  std::string digits(text.starts_with("0.") ? text.substr(2) : "");
  if (digits.empty() || digits.size() > 6) {
    refuse(std::string(flag) + " takes a share from 0 to 1, such as 0.05");
  }
  digits.resize(6, '0');
  return static_cast<std::uint32_t>(parse_whole(flag, digits));
}

void Arguments::refuse(const std::string& reason) {
  std::cerr << reason << '\n';
  std::exit(2);
}

}  // namespace bench

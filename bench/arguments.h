// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

// The command line of the small programs in this folder: "--name value" pairs and words. Anything
// that cannot be right ends the program with exit status 2 and a line that says what is wrong.
class Arguments {
 public:
  // `flags` are the names that may be given, with their dashes.
  Arguments(int argc, char** argv, std::vector<std::string_view> flags);

  [[nodiscard]] std::string text(std::string_view flag, std::string_view otherwise) const;

  // A whole number in [low, high].
  [[nodiscard]] std::uint64_t number(std::string_view flag, std::uint64_t otherwise,
                                     std::uint64_t low, std::uint64_t high) const;

  // "300000", "64K", "1500M", "10G": powers of 1000.
  [[nodiscard]] std::uint64_t size(std::string_view flag, std::uint64_t otherwise) const;

  // A share from 0 to 1 such as "0.05", in millionths.
  [[nodiscard]] std::uint32_t share(std::string_view flag, std::uint32_t otherwise) const;

  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

  [[noreturn]] static void refuse(const std::string& reason);

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::vector<std::string> words_;
};

}  // namespace bench

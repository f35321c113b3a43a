// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trailsift::detect {

// Finds many texts in one, in one pass, without regard to the case of A-Z: the automaton of Aho and
// Corasick ("Efficient string matching", 1975), with all of its steps in a table. Built before the
// scan; then immutable and shared between threads.
class KeywordIndex {
 public:
  KeywordIndex();

  // The number of a text, which is not empty. Equal texts have the same number.
  std::uint32_t insert(std::string_view text);

  // Ends the insertions.
  void build();

  [[nodiscard]] bool empty() const { return nodes_.size() == 1; }

  // Numbers are below this.
  [[nodiscard]] std::size_t numbers() const { return nodes_.size(); }

  // Reports each number that is found, perhaps several times: `report` says whether the number is
  // new, and then those of the texts that the found one ends with are reported, too. One step for
  // each byte of `text`, and one report for each number that is new.
  template <typename Report>
  void search(std::string_view text, Report&& report) const {
    std::uint32_t node = 0;
    for (const char c : text) {
      node = steps_[node * width_ + classes_[static_cast<unsigned char>(c)]];
      for (std::uint32_t end = nodes_[node].nearest_end; end != 0; end = nodes_[end].next_end) {
        if (!report(end)) break;
      }
    }
  }

 private:
  struct Node {
    bool is_end = false;            // a text ends here
    std::uint32_t nearest_end = 0;  // this node, if a text ends here, or next_end
    std::uint32_t next_end = 0;     // the longest shorter text that ends here; 0: none
  };

  std::uint32_t class_of(char c);
  void link(std::uint32_t node, std::uint32_t fallback);

  // Bytes that no text holds share class 0.
  std::array<std::uint16_t, 256> classes_{};
  std::size_t width_ = 1;  // how many classes there are
  std::vector<Node> nodes_;
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> children_;  // until build()
  std::vector<std::uint32_t> steps_;
};

}  // namespace trailsift::detect

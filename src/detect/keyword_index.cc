// SPDX-License-Identifier: Apache-2.0
#include "detect/keyword_index.h"

#include <deque>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {

KeywordIndex::KeywordIndex() : nodes_(1), children_(1) {}

std::uint32_t KeywordIndex::class_of(char c) {
  const char small = to_lower(c);
  std::uint16_t& known = classes_[static_cast<unsigned char>(small)];
  if (known == 0) known = static_cast<std::uint16_t>(width_++);
  if (small >= 'a' && small <= 'z') classes_[static_cast<unsigned char>(small - 'a' + 'A')] = known;
  return known;
}

std::uint32_t KeywordIndex::insert(std::string_view text) {
  std::uint32_t node = 0;
  for (const char c : text) {
    const std::uint32_t wanted = class_of(c);
    std::uint32_t next = 0;
    for (const auto& [step, child] : children_[node]) {
      if (step == wanted) next = child;
    }
    if (next == 0) {
      next = static_cast<std::uint32_t>(nodes_.size());
      children_[node].emplace_back(wanted, next);
      nodes_.emplace_back();
      children_.emplace_back();
    }
    node = next;
  }
  nodes_[node].is_end = true;
  return node;
}

void KeywordIndex::link(std::uint32_t node, std::uint32_t fallback) {
  nodes_[node].next_end = nodes_[fallback].nearest_end;
  nodes_[node].nearest_end = nodes_[node].is_end ? node : nodes_[node].next_end;
}

// Nodes are visited by their depth, so that the node that a mismatch falls back to is done already.
void KeywordIndex::build() {
  steps_.assign(nodes_.size() * width_, 0);
  std::vector<std::uint32_t> fallbacks(nodes_.size(), 0);
  std::deque<std::uint32_t> waiting = {0};
  while (!waiting.empty()) {
    const std::uint32_t node = waiting.front();
    waiting.pop_front();
    for (std::size_t step = 0; node != 0 && step < width_; ++step) {
      steps_[node * width_ + step] = steps_[fallbacks[node] * width_ + step];
    }
    for (const auto& [step, child] : children_[node]) {
      fallbacks[child] = node == 0 ? 0 : steps_[fallbacks[node] * width_ + step];
      steps_[node * width_ + step] = child;
      link(child, fallbacks[child]);
      waiting.push_back(child);
    }
  }
  children_.clear();
}

}  // namespace trailsift::detect

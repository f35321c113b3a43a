// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/packed_yaml.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>

namespace trailsift::sigma {
namespace {

// A document is its root. A node is a number that holds its kind and whether it is quoted, its
// line, its column, and then the size of its text and the text, or how many items or entries it
// has, and these. Numbers are written seven bits at a time, the lowest first.
constexpr unsigned kKindBits = 2;
constexpr unsigned kDigitBits = 7;
constexpr std::uint8_t kMoreDigits = 1U << kDigitBits;

class Packer {
 public:
  void add(const YamlText& text) {
    add_number(text.documents.size());
    for (const YamlDocument& document : text.documents) add_node(*document.root);
  }

  std::string take() { return std::move(bytes_); }

 private:
  void add_number(std::size_t number) {
    for (; number >= kMoreDigits; number >>= kDigitBits) {
      bytes_ += static_cast<char>(kMoreDigits | (number & (kMoreDigits - 1U)));
    }
    bytes_ += static_cast<char>(number);
  }

  // As deep as documents are, which kDeepestYaml bounds.
  void add_node(const YamlNode& node) {
    add_number(static_cast<unsigned>(node.kind) | (node.quoted ? 1U << kKindBits : 0U));
    add_number(node.position.line);
    add_number(node.position.column);
    switch (node.kind) {
      case YamlNode::Kind::kNull:
        return;
      case YamlNode::Kind::kScalar:
        add_number(node.text.size());
        bytes_ += node.text;
        return;
      case YamlNode::Kind::kSequence:
        add_number(node.items.size());
        for (const YamlNode* item : node.items) add_node(*item);
        return;
      case YamlNode::Kind::kMap:
        add_number(node.entries.size());
        for (const YamlEntry& entry : node.entries) {
          add_node(*entry.key);
          add_node(*entry.value);
        }
        return;
    }
  }

  std::string bytes_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  YamlText take() {
    YamlText text;
    text.documents.resize(take_number());
    for (YamlDocument& document : text.documents) document.root = &take_node(document.nodes);
    return text;
  }

 private:
  std::size_t take_number() {
    std::size_t number = 0;
    unsigned shift = 0;
    std::uint8_t byte = kMoreDigits;
    while ((byte & kMoreDigits) != 0) {
      byte = static_cast<std::uint8_t>(bytes_[at_++]);
      number |= static_cast<std::size_t>(byte & (kMoreDigits - 1U)) << shift;
      shift += kDigitBits;
    }
    return number;
  }

  const YamlNode& take_node(std::deque<YamlNode>& nodes) {
    YamlNode& node = nodes.emplace_back();
    const std::size_t kind = take_number();
    node.kind = static_cast<YamlNode::Kind>(kind & ((1U << kKindBits) - 1U));
    node.quoted = (kind >> kKindBits) != 0;
    node.position.line = static_cast<std::uint32_t>(take_number());
    node.position.column = static_cast<std::uint32_t>(take_number());
    if (node.kind == YamlNode::Kind::kNull) return node;
    const std::size_t size = take_number();
    if (node.kind == YamlNode::Kind::kScalar) {
      node.text = bytes_.substr(at_, size);
      at_ += size;
    } else if (node.kind == YamlNode::Kind::kSequence) {
      node.items.reserve(size);
      for (std::size_t i = 0; i < size; ++i) node.items.push_back(&take_node(nodes));
    } else {
      node.entries.reserve(size);
      for (std::size_t i = 0; i < size; ++i) {
        const YamlNode& key = take_node(nodes);
        node.entries.push_back({&key, &take_node(nodes)});
      }
    }
    return node;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::string pack_yaml(const YamlText& text) {
  Packer packer;
  packer.add(text);
  return packer.take();
}

YamlText unpack_yaml(std::string_view packed) { return Unpacker(packed).take(); }

}  // namespace trailsift::sigma

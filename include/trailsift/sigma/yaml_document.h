// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trailsift/sigma/rule.h"

// YAML as a plain tree that knows where everything stood. Used for rules and for the configuration.
namespace trailsift::sigma {

struct YamlEntry;

// A node lives as long as its YamlDocument. An alias is the very node that its anchor names, so a
// node may have several parents, and its position is that of the anchor.
struct YamlNode {
  enum class Kind : std::uint8_t { kNull, kScalar, kSequence, kMap };
  Kind kind = Kind::kNull;
  bool quoted = false;                 // kScalar: in quotes, in a block, or tagged !!str: a string
  std::string text;                    // kScalar: quoting and escapes resolved
  std::vector<const YamlNode*> items;  // kSequence
  std::vector<YamlEntry> entries;      // kMap: in the order of the file, duplicate keys kept
  Position position;

  // The value of the first entry with this key; nothing when there is none or this is no map.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

// A key of a map with its value; both live as long as the document.
struct YamlEntry {
  const YamlNode* key = nullptr;  // never null; may be of any kind
  const YamlNode* value = nullptr;
};

// Moves; its nodes stay where they are.
struct YamlDocument {
  std::deque<YamlNode> nodes;      // every node once, however many aliases name it
  const YamlNode* root = nullptr;  // never null; of kind kNull for an empty document

  YamlDocument() = default;
  YamlDocument(YamlDocument&&) = default;
  YamlDocument& operator=(YamlDocument&&) = default;
  YamlDocument(const YamlDocument&) = delete;
  YamlDocument& operator=(const YamlDocument&) = delete;
};

// Why a text could not be read to its end.
struct YamlProblem {
  enum class Kind : std::uint8_t {
    kSyntax,         // not YAML, or not UTF-8
    kTooComplex,     // over one of the bounds below
    kUnsupportedTag  // a type other than YAML's own strings, lists and maps
  };
  Kind kind = Kind::kSyntax;
  std::string message;  // one sentence; may quote the file, control characters and all
  Position position;
};

inline constexpr std::size_t kLongestYaml = 8 * 1024 * 1024;  // bytes in a text
inline constexpr std::size_t kMostYamlNodes = 100'000;  // in a document, aliases counted in full
inline constexpr std::size_t kDeepestYaml = 64;         // maps and lists within each other

// What a text holds. Owns its documents; the text may go.
struct YamlText {
  std::vector<YamlDocument> documents;  // whole ones; with a problem, those before it
  std::optional<YamlProblem> problem;
};

// Reads YAML 1.2 text of one or several documents. Stricter than the specification: a document that
// follows another begins with ---, and U+0085, U+2028 and U+2029 must be escaped. The merge key of
// YAML 1.1, "<<", is resolved. Never throws. Thread-safe.
[[nodiscard]] YamlText read_yaml(std::string_view text);

}  // namespace trailsift::sigma

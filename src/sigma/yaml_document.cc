// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/yaml_document.h"

#include <algorithm>
#include <exception>
#include <istream>
#include <map>
#include <streambuf>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "trailsift/base/utf8.h"

namespace trailsift::sigma {
namespace {

using Kind = YamlNode::Kind;

Position position_of(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {static_cast<std::uint32_t>(mark.line + 1), static_cast<std::uint32_t>(mark.column + 1)};
}

// Thrown through the library, and caught below, to stop it.
struct Stop {
  YamlProblem problem;
};

[[noreturn]] void stop(YamlProblem::Kind kind, std::string message, const YAML::Mark& mark) {
  throw Stop{{kind, std::move(message), position_of(mark)}};
}

// The library takes a stream; this one reads the text where it is.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // only read: there is no put area
    setg(begin, begin, begin + text.size());
  }
};

// Builds the tree of one document from the library's events, within bounds.
class TreeBuilder : public YAML::EventHandler {
 public:
  YamlDocument take() { return std::exchange(document_, YamlDocument()); }

  void OnDocumentStart(const YAML::Mark&) override {
    document_ = YamlDocument();
    open_.clear();
    anchors_.clear();
    nodes_ = 0;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add_leaf(Kind::kNull, mark, anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const bool plain = tag.empty() || tag == "?";
    if (!plain && tag != "!" && tag != "tag:yaml.org,2002:str") refuse_tag(tag, mark);
    YamlNode& node = add_leaf(Kind::kScalar, mark, anchor);
    node.quoted = !plain;
    node.text = value;
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    if (!is_usual_tag(tag, "tag:yaml.org,2002:seq")) refuse_tag(tag, mark);
    open(Kind::kSequence, mark, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    if (!is_usual_tag(tag, "tag:yaml.org,2002:map")) refuse_tag(tag, mark);
    open(Kind::kMap, mark, anchor);
  }
  void OnMapEnd() override { close(); }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      stop(YamlProblem::Kind::kSyntax, "the alias stands inside of what it refers to", mark);
    }
    const Anchored& target = found->second;
    count(target.nodes, mark);
    check_depth(open_.size() + target.height, mark);
    place(*target.node, target.height);
  }

 private:
  struct Anchored {
    const YamlNode* node;
    std::size_t nodes;   // in it, aliases counted in full
    std::size_t height;  // lists and maps within each other in it
  };
  struct Open {
    YamlNode* node;
    YAML::anchor_t anchor;
    std::size_t nodes_before;
    std::size_t height;
    const YamlNode* key;  // of the entry that waits for its value
  };

  static bool is_usual_tag(const std::string& tag, std::string_view own) {
    return tag.empty() || tag == "?" || tag == "!" || tag == own;
  }

  [[noreturn]] static void refuse_tag(const std::string& tag, const YAML::Mark& mark) {
    stop(YamlProblem::Kind::kUnsupportedTag, "the tag '" + tag + "' is not supported", mark);
  }

  YamlNode& add_node(Kind kind, const YAML::Mark& mark) {
    YamlNode& node = document_.nodes.emplace_back();
    node.kind = kind;
    node.position = position_of(mark);
    return node;
  }

  YamlNode& add_leaf(Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    count(1, mark);
    YamlNode& node = add_node(kind, mark);
    if (anchor != YAML::NullAnchor) anchors_[anchor] = {&node, 1, 0};
    place(node, 0);
    return node;
  }

  void open(Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    const std::size_t before = nodes_;
    count(1, mark);
    check_depth(open_.size() + 1, mark);
    open_.push_back({&add_node(kind, mark), anchor, before, 1, nullptr});
  }

  void close() {
    const Open closed = open_.back();
    open_.pop_back();
    if (closed.anchor != YAML::NullAnchor) {
      anchors_[closed.anchor] = {closed.node, nodes_ - closed.nodes_before, closed.height};
    }
    place(*closed.node, closed.height);
  }

  // Puts a finished node where it belongs: into what is open, or at the top.
  void place(const YamlNode& node, std::size_t height) {
    if (open_.empty()) {
      document_.root = &node;
      return;
    }
    Open& parent = open_.back();
    parent.height = std::max(parent.height, height + 1);
    if (parent.node->kind == Kind::kSequence) {
      parent.node->items.push_back(&node);
    } else if (parent.key == nullptr) {
      parent.key = &node;
    } else {
      parent.node->entries.push_back({std::exchange(parent.key, nullptr), &node});
    }
  }

  void count(std::size_t more, const YAML::Mark& mark) {
    nodes_ += more;
    if (nodes_ <= kMostYamlNodes) return;
    stop(YamlProblem::Kind::kTooComplex,
         "a document may hold at most " + std::to_string(kMostYamlNodes) +
             " values, aliases counted in full",
         mark);
  }

  static void check_depth(std::size_t depth, const YAML::Mark& mark) {
    if (depth <= kDeepestYaml) return;
    stop(YamlProblem::Kind::kTooComplex,
         "lists and maps may stand at most " + std::to_string(kDeepestYaml) + " deep", mark);
  }

  YamlDocument document_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  std::size_t nodes_ = 0;
};

bool is_forbidden(char c) {
  return (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\x7F';
}

// YAML 1.2.2, sections 5.1 and 5.2, narrowed to UTF-8, which the Sigma specification asks for. The
// library would take anything.
std::optional<YamlProblem> check_characters(std::string_view text) {
  const bool forbidden = std::any_of(text.begin(), text.end(), is_forbidden);
  if (!forbidden && is_valid_utf8(text)) return std::nullopt;
  std::uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::string_view line = text.substr(0, text.find('\n'));
    const auto control = std::find_if(line.begin(), line.end(), is_forbidden);
    if (control != line.end()) {
      const auto column = static_cast<std::uint32_t>(control - line.begin() + 1);
      return YamlProblem{YamlProblem::Kind::kSyntax,
                         "control characters are not allowed in YAML",
                         {number, column}};
    }
    if (!is_valid_utf8(line)) break;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return YamlProblem{YamlProblem::Kind::kSyntax, "the text is not UTF-8", {number, 1}};
}

void read_documents(std::string_view text, YamlText& result) {
  TextBuffer buffer(text);
  std::istream stream(&buffer);
  YAML::Parser parser(stream);
  TreeBuilder builder;
  while (parser.HandleNextDocument(builder)) result.documents.push_back(builder.take());
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key->kind == Kind::kScalar && entry.key->text == key) return entry.value;
  }
  return nullptr;
}

YamlText read_yaml(std::string_view text) {
  YamlText result;
  if (text.size() > kLongestYaml) {
    result.problem = {YamlProblem::Kind::kTooComplex,
                      "the text is longer than " + std::to_string(kLongestYaml) + " bytes",
                      {}};
    return result;
  }
  result.problem = check_characters(text);
  if (result.problem) return result;
  try {
    read_documents(text, result);
  } catch (const Stop& stopped) {
    result.problem = stopped.problem;
  } catch (const YAML::Exception& error) {
    result.problem = {YamlProblem::Kind::kSyntax, error.msg, position_of(error.mark)};
  } catch (const std::exception& error) {
    result.problem = {YamlProblem::Kind::kSyntax, error.what(), {}};
  }
  return result;
}

}  // namespace trailsift::sigma

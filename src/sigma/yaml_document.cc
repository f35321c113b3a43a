// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/yaml_document.h"

#include <yaml.h>

#include <algorithm>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <new>
#include <set>
#include <utility>

#include "sigma/yaml_text_check.h"
#include "trailsift/base/utf8.h"

namespace trailsift::sigma {
namespace {

using NodeKind = YamlNode::Kind;

constexpr std::string_view kStringTag = "tag:yaml.org,2002:str";
constexpr std::string_view kSequenceTag = "tag:yaml.org,2002:seq";
constexpr std::string_view kMapTag = "tag:yaml.org,2002:map";

Position position_of(const yaml_mark_t& mark) {
  return {static_cast<std::uint32_t>(mark.line + 1), static_cast<std::uint32_t>(mark.column + 1)};
}

// Names, tags and messages of the library, any of which may be missing.
std::string_view view_of(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Thrown and caught in this file: ends the reading.
struct Stop {
  YamlProblem problem;
};

[[noreturn]] void stop(YamlProblem::Kind kind, std::string message, const yaml_mark_t& mark) {
  throw Stop{{kind, std::move(message), position_of(mark)}};
}

// Owns the library's parser and its event of the moment.
class EventReader {
 public:
  explicit EventReader(std::string_view text) : text_(text) {
    if (text_.empty()) text_ = "";  // the library insists on an address
    if (text_.starts_with(kUtf8Mark)) text_.remove_prefix(kUtf8Mark.size());
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text_.data()),
                                 text_.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  ~EventReader() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  EventReader(const EventReader&) = delete;
  EventReader& operator=(const EventReader&) = delete;

  // Lives until the next call.
  const yaml_event_t& next() {
    yaml_event_delete(&event_);
    if (yaml_parser_parse(&parser_, &event_) == 0) stop_at_problem();
    return event_;
  }

 private:
  [[noreturn]] void stop_at_problem() const {
    if (parser_.problem == nullptr) throw std::bad_alloc();  // the one error it has no words for
    std::string message = parser_.problem;
    if (skip_characters(text_, parser_.problem_mark.index).starts_with('\t')) {
      message += " (a tab; indent with spaces)";
    }
    if (parser_.context == nullptr) {
      stop(YamlProblem::Kind::kSyntax, std::move(message), inside(parser_.problem_mark));
    }
    message += std::string(" ") + parser_.context;
    const yaml_mark_t mark = inside(
        is_behind_last_line(parser_.problem_mark) ? parser_.context_mark : parser_.problem_mark);
    if (parser_.context_mark.line < mark.line) {
      message += ", which begins in line " + std::to_string(parser_.context_mark.line + 1);
    }
    stop(YamlProblem::Kind::kSyntax, std::move(message), mark);
  }

  // The library ends a last line that has no end, and speaks of the one behind it.
  bool is_behind_last_line(const yaml_mark_t& mark) const {
    const bool ended = text_.empty() || text_.ends_with('\n') || text_.ends_with('\r');
    return !ended && mark.column == 0 && skip_characters(text_, mark.index).empty();
  }

  // The mark, or the end of the last line where it is behind that.
  yaml_mark_t inside(yaml_mark_t mark) const {
    if (!is_behind_last_line(mark)) return mark;
    --mark.line;
    mark.column = count_characters(text_.substr(text_.find_last_of("\r\n") + 1));
    return mark;
  }

  std::string_view text_;
  yaml_parser_t parser_{};
  yaml_event_t event_{};
};

// Builds the tree of one document from the library's events, within bounds.
class TreeBuilder {
 public:
  void add(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return add_scalar(event);
      case YAML_SEQUENCE_START_EVENT:
        check_tag(event.data.sequence_start.tag, kSequenceTag, event.start_mark);
        return open(NodeKind::kSequence, event.data.sequence_start.anchor, event.start_mark);
      case YAML_MAPPING_START_EVENT:
        check_tag(event.data.mapping_start.tag, kMapTag, event.start_mark);
        return open(NodeKind::kMap, event.data.mapping_start.anchor, event.start_mark);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return close();
      case YAML_ALIAS_EVENT:
        return add_alias(event);
      default:
        return;  // where streams and documents begin and end
    }
  }

  YamlDocument take() { return std::move(document_); }

 private:
  struct Anchored {
    const YamlNode* node = nullptr;  // none while the node is open
    std::size_t nodes = 0;           // in it, aliases counted in full
    std::size_t height = 0;          // lists and maps within each other in it
  };
  struct Open {
    YamlNode* node;
    Anchored* anchored;  // none without an anchor
    std::size_t nodes_before;
    std::size_t height;
    const YamlNode* key;  // of the entry that waits for its value
  };

  static void check_tag(const yaml_char_t* tag, std::string_view own, const yaml_mark_t& mark) {
    const std::string_view name = view_of(tag);
    if (name.empty() || name == "!" || name == own) return;
    stop(YamlProblem::Kind::kUnsupportedTag, "the tag '" + std::string(name) + "' is not supported",
         mark);
  }

  // YAML 1.2.2, section 10.3.2.
  static bool is_null(std::string_view plain) {
    return plain.empty() || plain == "~" || plain == "null" || plain == "Null" || plain == "NULL";
  }

  void add_scalar(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    check_tag(scalar.tag, kStringTag, event.start_mark);
    count(1, event.start_mark);
    const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
    const bool quoted = scalar.style != YAML_PLAIN_SCALAR_STYLE || scalar.tag != nullptr;
    const bool null = !quoted && is_null(text);
    YamlNode& node = add_node(null ? NodeKind::kNull : NodeKind::kScalar, event.start_mark);
    if (!null) node.text = text;
    node.quoted = quoted;
    if (Anchored* anchored = add_anchor(scalar.anchor)) *anchored = {&node, 1, 0};
    place(node, 0);
  }

  void add_alias(const yaml_event_t& event) {
    const auto found = anchors_.find(view_of(event.data.alias.anchor));
    if (found == anchors_.end()) {
      stop(YamlProblem::Kind::kSyntax, "the referenced anchor is not defined", event.start_mark);
    }
    const Anchored& target = *found->second;
    if (target.node == nullptr) {
      stop(YamlProblem::Kind::kSyntax, "the alias stands inside of what it refers to",
           event.start_mark);
    }
    count(target.nodes, event.start_mark);
    check_depth(open_.size() + target.height, event.start_mark);
    place(*target.node, target.height);
  }

  YamlNode& add_node(NodeKind kind, const yaml_mark_t& mark) {
    YamlNode& node = document_.nodes.emplace_back();
    node.kind = kind;
    node.position = position_of(mark);
    return node;
  }

  // From here on the name means the node that begins; what had it before may still be open.
  Anchored* add_anchor(const yaml_char_t* name) {
    if (name == nullptr) return nullptr;
    Anchored* anchored = &anchored_.emplace_back();
    anchors_.insert_or_assign(std::string(view_of(name)), anchored);
    return anchored;
  }

  void open(NodeKind kind, const yaml_char_t* anchor, const yaml_mark_t& mark) {
    const std::size_t before = nodes_;
    count(1, mark);
    check_depth(open_.size() + 1, mark);
    open_.push_back({&add_node(kind, mark), add_anchor(anchor), before, 1, nullptr});
  }

  void close() {
    const Open closed = open_.back();
    open_.pop_back();
    if (closed.anchored != nullptr) {
      *closed.anchored = {closed.node, nodes_ - closed.nodes_before, closed.height};
    }
    if (closed.node->kind == NodeKind::kMap) merge(*closed.node);
    place(*closed.node, closed.height);
  }

  static bool is_merge_key(const YamlEntry& entry) {
    return entry.key->kind == NodeKind::kScalar && !entry.key->quoted && entry.key->text == "<<";
  }

  // Puts the entries of the maps that "<<" names into `map`, but for those that it has itself.
  static void merge(YamlNode& map) {
    const auto first = std::find_if(map.entries.begin(), map.entries.end(), is_merge_key);
    if (first == map.entries.end()) return;
    std::set<std::string_view> known;
    std::vector<const YamlNode*> sources;
    for (const YamlEntry& entry : map.entries) {
      if (!is_merge_key(entry)) {
        known.insert(entry.key->text);
      } else if (entry.value->kind == NodeKind::kSequence) {
        sources.insert(sources.end(), entry.value->items.begin(), entry.value->items.end());
      } else {
        sources.push_back(entry.value);
      }
    }
    const auto is_map = [](const YamlNode* node) { return node->kind == NodeKind::kMap; };
    if (!std::all_of(sources.begin(), sources.end(), is_map)) {
      throw Stop{{YamlProblem::Kind::kSyntax, "'<<' must name a map or a list of maps",
                  first->key->position}};
    }
    std::erase_if(map.entries, is_merge_key);
    for (const YamlNode* source : sources) {
      for (const YamlEntry& entry : source->entries) {
        if (known.insert(entry.key->text).second) map.entries.push_back(entry);
      }
    }
  }

  // Puts a finished node where it belongs: into what is open, or at the top.
  void place(const YamlNode& node, std::size_t height) {
    if (open_.empty()) {
      document_.root = &node;
      return;
    }
    Open& parent = open_.back();
    parent.height = std::max(parent.height, height + 1);
    if (parent.node->kind == NodeKind::kSequence) {
      parent.node->items.push_back(&node);
    } else if (parent.key == nullptr) {
      parent.key = &node;
    } else {
      parent.node->entries.push_back({std::exchange(parent.key, nullptr), &node});
    }
  }

  void count(std::size_t more, const yaml_mark_t& mark) {
    nodes_ += more;
    if (nodes_ <= kMostYamlNodes) return;
    stop(YamlProblem::Kind::kTooComplex,
         "a document may hold at most " + std::to_string(kMostYamlNodes) +
             " values, aliases counted in full",
         mark);
  }

  static void check_depth(std::size_t depth, const yaml_mark_t& mark) {
    if (depth <= kDeepestYaml) return;
    stop(YamlProblem::Kind::kTooComplex,
         "lists and maps may stand at most " + std::to_string(kDeepestYaml) + " deep", mark);
  }

  YamlDocument document_;
  std::vector<Open> open_;
  std::deque<Anchored> anchored_;
  std::map<std::string, Anchored*, std::less<>> anchors_;
  std::size_t nodes_ = 0;
};

void read_documents(std::string_view text, YamlText& result) {
  EventReader reader(text);
  TreeBuilder builder;
  while (true) {
    const yaml_event_t& event = reader.next();
    if (event.type == YAML_STREAM_END_EVENT) return;
    builder.add(event);
    if (event.type != YAML_DOCUMENT_END_EVENT) continue;
    result.documents.push_back(builder.take());
    builder = TreeBuilder();
  }
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key->kind == NodeKind::kScalar && entry.key->text == key) return entry.value;
  }
  return nullptr;
}

YamlText read_yaml(std::string_view text) {
  YamlText result;
  result.problem = check_yaml_text(text);
  if (result.problem) return result;
  try {
    read_documents(text, result);
  } catch (const Stop& stopped) {
    result.problem = stopped.problem;
  } catch (const std::exception& error) {
    result.problem = {YamlProblem::Kind::kSyntax, error.what(), {}};
  }
  return result;
}

}  // namespace trailsift::sigma

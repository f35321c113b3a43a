// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/field_query.h"

#include "model/embedded_json.h"
#include "model/json_cursor.h"
#include "model/json_text.h"
#include "trailsift/base/ascii.h"

namespace trailsift {
namespace {

using model::MemberCursor;

// Nothing that AWS logs nests arrays of arrays; this bounds what an attacker may send.
constexpr int kMaxArrayNesting = 64;
// A document that is text in a document that is text: AWS has no third.
constexpr int kMaxDocuments = 4;

Value value_of(const MemberCursor& cursor, Arena& arena) {
  Value value = cursor.value();
  if (cursor.value_escaped()) value = Value::string(model::unescape(value.text(), arena));
  return value;
}

// Much faster than a look at each member, and mostly the answer is no. A key may be written with
// escapes.
bool may_hold(std::string_view object, std::string_view key) {
  return contains(object, key) || object.find('\\') != std::string_view::npos;
}

// Walks one path through one value. Each function returns false when the visitor has had enough.
class PathWalk {
 public:
  PathWalk(Arena& arena, ValueVisitor& visitor) : arena_(arena), visitor_(visitor) {}

  bool walk(const Value& value, std::string_view rest, int array_nesting) {
    if (rest.empty() && visitor_.takes_arrays()) return visitor_.visit(value);
    if (value.kind == ValueKind::kArray) return walk_array(value, rest, array_nesting);
    if (rest.empty()) return visitor_.visit(value);
    if (value.kind == ValueKind::kObject) return walk_object(value, rest);
    if (value.kind == ValueKind::kString) return walk_document(value, rest);
    return true;
  }

 private:
  bool walk_array(const Value& array, std::string_view rest, int nesting) {
    if (nesting >= kMaxArrayNesting) return true;
    MemberCursor cursor(array.text());
    while (cursor.next()) {
      if (!walk(value_of(cursor, arena_), rest, nesting + 1)) return false;
    }
    return true;
  }

  bool walk_document(const Value& text, std::string_view rest) {
    if (documents_ == kMaxDocuments) return true;
    const Value document = model::read_embedded_json(text.text(), arena_);
    if (document.kind == ValueKind::kMissing) return true;
    ++documents_;
    const bool goes_on = walk(document, rest, 0);
    --documents_;
    return goes_on;
  }

  // Each way to split the path into a key and the rest is tried, shortest key first, so that both
  // nested objects and keys that contain dots are found.
  bool walk_object(const Value& object, std::string_view rest) {
    std::size_t dot = rest.find('.');
    while (true) {
      const std::string_view key = rest.substr(0, dot);
      Value member;
      const bool whole_path = dot == std::string_view::npos;
      if (find_member(object, key, member)) {
        const auto behind = whole_path ? std::string_view() : rest.substr(dot + 1);
        if (!walk(member, behind, 0)) return false;
      }
      if (whole_path) return true;
      dot = rest.find('.', dot + 1);
    }
  }

  bool find_member(const Value& object, std::string_view key, Value& member) {
    if (!may_hold(object.text(), key)) return false;
    bool found = false;
    MemberCursor cursor(object.text());
    while (cursor.next()) {
      if (!is_key(cursor, key)) continue;
      member = value_of(cursor, arena_);
      found = true;
    }
    return found;
  }

  bool is_key(const MemberCursor& cursor, std::string_view key) {
    if (!cursor.key_escaped()) return cursor.key() == key;
    char* const before =
        arena_.allocate(cursor.key().size());  // whole keys fit, so given back whole
    arena_.shrink_last(before);
    const bool same = model::unescape(cursor.key(), arena_) == key;
    arena_.shrink_last(before);
    return same;
  }

  Arena& arena_;
  ValueVisitor& visitor_;
  int documents_ = 0;  // within each other
};

class FirstValue : public ValueVisitor {
 public:
  bool visit(const Value& value) override {
    value_ = value;
    return false;
  }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

class Presence : public ValueVisitor {
 public:
  bool visit(const Value& /*value*/) override {
    found_ = true;
    return false;
  }
  [[nodiscard]] bool takes_arrays() const override { return true; }
  [[nodiscard]] bool found() const { return found_; }

 private:
  bool found_ = false;
};

Value whole(std::string_view json) {
  const std::size_t first = json.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  const bool array = json[first] == '[';
  return {json.data() + first, static_cast<std::uint32_t>(json.size() - first),
          array ? ValueKind::kArray : ValueKind::kObject};
}

}  // namespace

void for_each_value(const Event& event, const FieldPath& path, Arena& arena,
                    ValueVisitor& visitor) {
  PathWalk walk(arena, visitor);
  if (!path.has_root) {
    walk.walk(whole(event.record), path.rest, 0);
    return;
  }
  const Value& root = event[path.root];
  if (root.kind != ValueKind::kMissing) walk.walk(root, path.rest, 0);
}

void for_each_value(std::string_view json, std::string_view rest, Arena& arena,
                    ValueVisitor& visitor) {
  const Value value = whole(json);
  if (value.kind != ValueKind::kMissing) PathWalk(arena, visitor).walk(value, rest, 0);
}

bool is_there(const Event& event, const FieldPath& path, Arena& arena) {
  Presence presence;
  for_each_value(event, path, arena, presence);
  return presence.found();
}

Value first_value(const Event& event, const FieldPath& path, Arena& arena) {
  FirstValue first;
  for_each_value(event, path, arena, first);
  return first.value();
}

Value first_value(std::string_view json, std::string_view rest, Arena& arena) {
  FirstValue first;
  for_each_value(json, rest, arena, first);
  return first.value();
}

}  // namespace trailsift

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "sigma/attribute_reader.h"
#include "sigma/correlation_reader.h"
#include "sigma/detection_reader.h"
#include "sigma/diagnostic_log.h"
#include "sigma/filter_reader.h"
#include "sigma/presentation_reader.h"
#include "sigma/rule_collection.h"
#include "trailsift/base/ascii.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {
namespace {

constexpr std::size_t kLongestTitle = 256;  // characters, as the specification has it

// Specification 2.1.0, "Components", the correlation rules' "generate", and our own "trailsift".
const std::array<std::string, 21> kKnownKeys = {
    "title",       "id",          "name",     "related",        "taxonomy", "status",
    "description", "license",     "author",   "references",     "date",     "modified",
    "logsource",   "detection",   "fields",   "falsepositives", "level",    "tags",
    "scope",       "correlation", "trailsift"};
std::array<std::string, 22> known_keys_and(const char* another) {
  std::array<std::string, 22> keys;
  *std::copy(kKnownKeys.begin(), kKnownKeys.end(), keys.begin()) = another;
  return keys;
}
const std::array<std::string, 22> kKnownCorrelationKeys = known_keys_and("generate");
const std::array<std::string, 22> kKnownFilterKeys = known_keys_and("filter");
const std::array<std::string, 4> kLogSourceKeys = {"category", "product", "service", "definition"};

Code code_of(YamlProblem::Kind kind) {
  switch (kind) {
    case YamlProblem::Kind::kTooComplex:
      return Code::kYamlTooComplex;
    case YamlProblem::Kind::kUnsupportedTag:
      return Code::kUnsupportedTag;
    case YamlProblem::Kind::kSyntax:
      break;
  }
  return Code::kInvalidYaml;
}

// Every key must be text, and the only one of its name in its map.
void check_keys_of(const YamlNode& map, DiagnosticLog& log) {
  std::unordered_set<std::string_view> seen;
  for (const YamlEntry& entry : map.entries) {
    if (entry.key->kind != YamlNode::Kind::kScalar) {
      log.add(Code::kBadKey, entry.key->position, "a key must be text");
    } else if (!seen.insert(entry.key->text).second) {
      log.add(Code::kDuplicateKey, entry.key->position,
              "the key " + in_quotes(entry.key->text) + " is given twice");
    }
  }
}

class DocumentReader {
 public:
  DocumentReader(const YamlNode& root, DiagnosticLog& log)
      : root_(root), log_(log), attributes_(root_, log) {}

  // Puts the rule or the filter into `file` when the log has still as many errors as `errors`.
  void read_into(RuleFile& file, std::string_view path, std::size_t errors) {
    if (!is_rule()) return;
    if (root_.find("filter") != nullptr) {
      Filter filter = read_filter_document();
      if (log_.errors() != errors) return;
      filter.file = path;
      file.filters.push_back(std::move(filter));
    } else {
      read_rule();
      if (log_.errors() != errors) return;
      rule_.file = path;
      file.rules.push_back(std::move(rule_));
    }
  }

 private:
  // Complains about documents that are no rules, or rules of kinds that are not supported.
  bool is_rule() {
    if (root_.kind != YamlNode::Kind::kMap) {
      log_.add(Code::kNotARule, root_.position, "a rule must be a map with a title");
      return false;
    }
    const bool event_rule = root_.find("detection") != nullptr;
    const bool correlation_rule = root_.find("correlation") != nullptr;
    if (root_.find("filter") != nullptr) {
      if (!event_rule && !correlation_rule) return true;
      return refuse(Code::kAmbiguousRule, "filter",
                    "a filter is a document of its own, without a detection or a correlation");
    }
    if (event_rule && correlation_rule)
      return refuse(Code::kAmbiguousRule, "correlation",
                    "a rule cannot have both a detection and a correlation");
    if (event_rule || correlation_rule) return true;
    log_.add(Code::kMissingAttribute, root_.position,
             "a rule needs the attribute 'detection' or 'correlation'");
    return false;
  }

  // The head is that of a rule.
  Filter read_filter_document() {
    read_head();
    attributes_.check_keys(kKnownFilterKeys, Code::kUnknownKey, "a filter");
    read_log_source("a filter");
    check_taxonomy();
    Filter filter;
    if (const YamlNode* map = attributes_.require_map("filter", "a filter")) {
      read_filter(*map, log_, filter);
    }
    filter.id = std::move(rule_.id);
    filter.name = std::move(rule_.name);
    filter.title = std::move(rule_.title);
    filter.log_source = std::move(rule_.log_source);
    filter.position = root_.position;
    return filter;
  }

  bool refuse(Code code, std::string_view key, std::string_view message) {
    for (const YamlEntry& entry : root_.entries) {
      if (entry.key->text == key) log_.add(code, entry.key->position, message);
    }
    return false;
  }

  void read_rule() {
    rule_.position = root_.position;
    read_head();
    const bool correlation_rule = root_.find("correlation") != nullptr;
    if (correlation_rule) {
      attributes_.check_keys(kKnownCorrelationKeys, Code::kUnknownKey, "a correlation rule");
      read_correlation_rule();
    } else {
      attributes_.check_keys(kKnownKeys, Code::kUnknownKey, "a rule");
      read_event_rule();
    }
    check_taxonomy();
    if (const YamlNode* map = attributes_.find_map("trailsift")) {
      rule_.presentation = read_presentation(*map, log_);
    }
  }

  void read_head() {
    read_title();
    rule_.id = attributes_.text("id");
    rule_.name = attributes_.text("name");
    rule_.description = attributes_.text("description");
    rule_.author = attributes_.text("author");
    rule_.date = attributes_.text("date");
    rule_.level = read_level(attributes_, "level", log_);
    rule_.references = attributes_.texts("references");
    rule_.tags = attributes_.texts("tags");
    rule_.false_positives = attributes_.texts("falsepositives");
    rule_.fields = attributes_.texts("fields");
    read_status();
  }

  void read_title() {
    const YamlNode* node = attributes_.require("title", "a rule");
    if (node == nullptr) return;
    rule_.title = attributes_.text("title");
    const auto characters = std::count_if(rule_.title.begin(), rule_.title.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
    });
    if (static_cast<std::size_t>(characters) > kLongestTitle) {
      log_.add(Code::kTooLong, node->position,
               "a title has at most " + std::to_string(kLongestTitle) + " characters");
    }
  }

  void read_status() {
    const YamlNode* node = attributes_.find("status");
    if (node == nullptr) return;
    rule_.status = node->text;
    if (is_one_of(node->text, kStatusNames)) return;
    std::string hint = did_you_mean(node->text, kStatusNames);
    if (hint.empty()) hint = fmt::format("Statuses are {}.", fmt::join(kStatusNames, ", "));
    log_.add(Code::kBadStatus, node->position, in_quotes(node->text) + " is not a status", hint);
  }

  void read_log_source(std::string_view owner) {
    const YamlNode* map = attributes_.require_map("logsource", owner);
    if (map == nullptr) return;
    const AttributeReader source(*map, log_);
    source.check_keys(kLogSourceKeys, Code::kUnknownKey, "'logsource'");
    rule_.log_source = {source.text("category"), source.text("product"), source.text("service")};
  }

  // Specification 2.1.0, "taxonomy": whose names the fields have; Sigma's own when it says nothing.
  void check_taxonomy() {
    const std::string taxonomy = attributes_.text("taxonomy");
    if (taxonomy.empty() || taxonomy == "sigma" || rule_.log_source.is_for_another_log()) return;
    log_.add(Code::kUnknownTaxonomy, attributes_.find("taxonomy")->position,
             "the taxonomy " + in_quotes(taxonomy) + " is not known, so its fields are not renamed",
             "Name fields as CloudTrail does, and leave the taxonomy out.");
  }

  void read_event_rule() {
    read_log_source("a rule");
    // What another log needs may be what this one has no use for.
    if (rule_.log_source.is_for_another_log()) return;
    if (const YamlNode* map = attributes_.require_map("detection", "a rule")) {
      rule_.detection = std::make_shared<const Detection>(read_detection(*map, log_));
    }
  }

  // "generate" stands at the top in the specification; pySigma looks for it in the correlation.
  void read_correlation_rule() {
    const YamlNode* map = attributes_.require_map("correlation", "a rule");
    if (map == nullptr) return;
    rule_.correlation = read_correlation(*map, log_);
    rule_.correlation->generate = attributes_.flag("generate", rule_.correlation->generate);
  }

  const YamlNode& root_;
  DiagnosticLog& log_;
  AttributeReader attributes_;
  Rule rule_;
};

}  // namespace

RuleFile read_rules(std::string_view yaml, std::string_view file) {
  return read_rules(yaml, read_yaml(yaml), file);
}

RuleFile read_rules(std::string_view yaml, const YamlText& tree, std::string_view file) {
  RuleFile result;
  DiagnosticLog log(yaml, file);
  RuleCollection collection(log);
  for (const YamlDocument& document : tree.documents) {
    if (document.root->kind == YamlNode::Kind::kNull) continue;  // nothing between two "---"
    const std::size_t errors = log.errors();
    for (const YamlNode& node : document.nodes) check_keys_of(node, log);
    const YamlNode* root = collection.take(*document.root);
    if (root == nullptr && log.errors() == errors) continue;  // it speaks of others only
    ++result.documents;
    if (root == nullptr) continue;
    DocumentReader(*root, log).read_into(result, file, errors);
  }
  if (tree.problem) {
    ++result.documents;
    log.add(code_of(tree.problem->kind), tree.problem->position, tree.problem->message);
  } else if (result.documents == 0) {
    log.add(Code::kNoRules, {}, "there is no rule in this file");
  }
  result.diagnostics = log.take();
  return result;
}

}  // namespace trailsift::sigma

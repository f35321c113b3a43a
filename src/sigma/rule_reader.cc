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

// An attribute of other rule languages, or of other kinds of document, which its author relies on.
struct OtherWord {
  std::string_view key;
  std::string_view hint;
};
constexpr OtherWord kOtherWords[] = {{"severity", "The severity of a rule is its 'level'."},
                                     {"generate", "It belongs to a correlation."}};

LogSource log_source_of(const YamlNode& root) {
  const YamlNode* map = root.find("logsource");
  const auto text = [map](std::string_view key) {
    const YamlNode* value = map == nullptr ? nullptr : map->find(key);
    return value == nullptr ? std::string() : value->text;
  };
  return {text("category"), text("product"), text("service")};
}

// A correlation is for the logs of its rules.
bool is_for_another_log(const YamlNode& root) {
  return root.find("correlation") == nullptr && log_source_of(root).is_for_another_log();
}

// Specification 2.1.0, "status": the rule cannot be used as it is.
bool is_unsupported(const YamlNode& root) {
  const YamlNode* status = root.find("status");
  return status != nullptr && to_lower(status->text) == "unsupported";
}

// What makes a map a rule, were it a bad one. Other files may lie beside rules: pipelines,
// settings, workflows.
bool has_part_of_rule(const YamlNode& map) {
  constexpr std::string_view kParts[] = {"title", "logsource", "detection", "correlation",
                                         "filter"};
  return map.entries.empty() ||
         std::any_of(std::begin(kParts), std::end(kParts),
                     [&](std::string_view part) { return map.find(part) != nullptr; });
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
      if (log_.errors() == errors) add(std::move(filter), file, path);
    } else {
      read_rule();
      if (log_.errors() == errors) add_rule(file, path);
    }
  }

  // Of what is for another log, only what others may refer to it by is of interest.
  void read_head_into(RuleFile& file, std::string_view path) {
    read_head();
    rule_.log_source = log_source_of(root_);
    if (root_.find("filter") != nullptr) {
      add(with_head(Filter()), file, path);
    } else {
      rule_.position = root_.position;
      add_rule(file, path);
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
    check_keys(kKnownFilterKeys, "a filter");
    read_log_source("a filter");
    check_taxonomy();
    Filter filter;
    if (const YamlNode* map = attributes_.require_map("filter", "a filter")) {
      read_filter(*map, log_, filter);
    }
    return with_head(std::move(filter));
  }

  Filter with_head(Filter filter) {
    filter.id = std::move(rule_.id);
    filter.name = std::move(rule_.name);
    filter.title = std::move(rule_.title);
    filter.log_source = std::move(rule_.log_source);
    filter.position = root_.position;
    return filter;
  }

  static void add(Filter filter, RuleFile& file, std::string_view path) {
    filter.file = path;
    file.filters.push_back(std::move(filter));
  }

  void add_rule(RuleFile& file, std::string_view path) {
    rule_.file = path;
    file.rules.push_back(std::move(rule_));
  }

  bool refuse(Code code, std::string_view key, std::string_view message) {
    complain(code, key, message);
    return false;
  }

  // Complains about the key where the document has it.
  void complain(Code code, std::string_view key, std::string_view message,
                std::string_view hint = {}) {
    for (const YamlEntry& entry : root_.entries) {
      if (entry.key->text == key) log_.add(code, entry.key->position, message, hint);
    }
  }

  void read_rule() {
    rule_.position = root_.position;
    read_head();
    const bool correlation_rule = root_.find("correlation") != nullptr;
    if (correlation_rule) {
      check_keys(kKnownCorrelationKeys, "a correlation rule");
      read_correlation_rule();
    } else {
      check_keys(kKnownKeys, "a rule");
      read_event_rule();
    }
    check_taxonomy();
    if (const YamlNode* map = attributes_.find_map("trailsift")) {
      rule_.presentation = read_presentation(*map, log_);
    }
  }

  void check_keys(std::span<const std::string> known, std::string_view owner) {
    attributes_.warn_of_slips(known, owner);
    for (const OtherWord& word : kOtherWords) {
      if (std::find(known.begin(), known.end(), word.key) != known.end()) continue;
      complain(Code::kUnknownKey, word.key,
               std::string(owner) + " has no attribute " + in_quotes(word.key), word.hint);
    }
  }

  void read_head() {
    read_title();
    rule_.id = attributes_.text("id");
    rule_.name = attributes_.text("name");
    rule_.description = attributes_.metadata_text("description");
    rule_.author = attributes_.metadata_text("author");
    rule_.date = attributes_.metadata_text("date");
    rule_.level = read_level(attributes_, "level", log_);
    rule_.references = attributes_.metadata_texts("references");
    rule_.tags = attributes_.metadata_texts("tags");
    rule_.false_positives = attributes_.metadata_texts("falsepositives");
    rule_.fields = attributes_.metadata_texts("fields");
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
    rule_.status = to_lower(node->text);
    if (is_one_of(rule_.status, kStatusNames)) return;
    std::string hint = did_you_mean(rule_.status, kStatusNames);
    if (hint.empty()) hint = fmt::format("Statuses are {}.", fmt::join(kStatusNames, ", "));
    log_.add(Code::kBadStatus, node->position, in_quotes(node->text) + " is not a status", hint);
  }

  void read_log_source(std::string_view owner) {
    const YamlNode* map = attributes_.require_map("logsource", owner);
    if (map == nullptr) return;
    const AttributeReader source(*map, log_);
    source.warn_of_slips(kLogSourceKeys, "'logsource'");
    rule_.log_source = {source.text("category"), source.text("product"), source.text("service")};
  }

  // Specification 2.1.0, "taxonomy": whose names the fields have; Sigma's own when it says nothing.
  void check_taxonomy() {
    const std::string taxonomy = attributes_.text("taxonomy");
    if (taxonomy.empty() || taxonomy == "sigma") return;
    log_.add(Code::kUnknownTaxonomy, attributes_.find("taxonomy")->position,
             "the taxonomy " + in_quotes(taxonomy) + " is not known, so its fields are not renamed",
             "Name fields as CloudTrail does, and leave the taxonomy out.");
  }

  void read_event_rule() {
    read_log_source("a rule");
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

// That such a rule cannot be used is what it says itself, and no error.
void read_unsupported(const YamlNode& root, std::string_view yaml, std::string_view file,
                      RuleFile& result, DiagnosticLog& log) {
  DiagnosticLog own(yaml, file);
  DocumentReader(root, own).read_into(result, file, 0);
  const bool failed = own.errors() > 0;
  for (Diagnostic& problem : own.take()) {
    if (!failed) {
      log.add(std::move(problem));
    } else if (problem.severity == Severity::kError) {
      log.add(Code::kUnsupportedRule, problem.position,
              "a rule of status 'unsupported' is left out: " + problem.message, problem.hint);
      return;
    }
  }
}

}  // namespace

RuleFile read_rules(std::string_view yaml, std::string_view file) {
  return read_rules(yaml, read_yaml(yaml), file);
}

RuleFile read_rules(std::string_view yaml, const YamlText& tree, std::string_view file) {
  RuleFile result;
  DiagnosticLog log(yaml, file);
  RuleCollection collection(log);
  bool has_other_documents = false;
  for (const YamlDocument& document : tree.documents) {
    if (document.root->kind == YamlNode::Kind::kNull) continue;  // nothing between two "---"
    const std::size_t errors = log.errors();
    const YamlNode* root = collection.take(*document.root);
    if (root != nullptr && is_for_another_log(*root)) {
      ++result.documents;
      DiagnosticLog unheard(yaml, file);
      DocumentReader(*root, unheard).read_head_into(result, file);
      continue;
    }
    for (const YamlNode& node : document.nodes) check_keys_of(node, log);
    if (root == nullptr && log.errors() == errors) continue;  // it speaks of others only
    if (root != nullptr && root->kind == YamlNode::Kind::kMap && !has_part_of_rule(*root)) {
      has_other_documents = true;
      log.add(Code::kNoRules, root->position, "this document is no rule and is left out",
              "A rule has a title and a logsource, and a detection, a correlation or a filter.");
      continue;
    }
    ++result.documents;
    if (root == nullptr) continue;
    if (is_unsupported(*root)) {
      read_unsupported(*root, yaml, file, result, log);
    } else {
      DocumentReader(*root, log).read_into(result, file, errors);
    }
  }
  if (tree.problem) {
    ++result.documents;
    log.add(code_of(tree.problem->kind), tree.problem->position, tree.problem->message);
  } else if (result.documents == 0 && !has_other_documents) {
    log.add(Code::kNoRules, {}, "there is no rule in this file");
  }
  result.diagnostics = log.take();
  return result;
}

}  // namespace trailsift::sigma

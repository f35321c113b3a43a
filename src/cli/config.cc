// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "trailsift/base/ascii.h"
#include "trailsift/base/ip_address.h"
#include "trailsift/cli/site_values.h"
#include "trailsift/io/text_file.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::cli {
namespace {

using sigma::YamlNode;

constexpr std::size_t kMaxConfigBytes = 1U << 20;
constexpr const char* kPlaceholdersKey = "placeholders";

struct ListKey {
  std::string_view name;
  std::string_view holds;  // what each value is
  bool (*accepts)(std::string_view);
};

bool is_network(std::string_view text) { return parse_ip_range(text).has_value(); }
bool is_not_empty(std::string_view text) { return !text.empty(); }

constexpr ListKey kListKeys[] = {
    {"home_regions", "a region such as eu-west-1", is_region_name},
    {"trusted_networks", "an address or a block such as 203.0.113.0/24", is_network},
    {"trusted_accounts", "the twelve digits of an account, in quotes", is_account_id},
    {"known_images", "an image id", is_not_empty},
    {"auditors", "an ARN or a name", is_not_empty},
    {"known_ips", "an address or a block such as 203.0.113.0/24", is_network},
    {"log_buckets", "the name of a bucket", is_not_empty},
    {"sensitive_buckets", "the name of a bucket", is_not_empty},
    {"admin_roles", "the name of a role", is_not_empty},
};
constexpr ListKey kRulesList = {"rules", "a rule file or a folder", is_not_empty};
constexpr ListKey kPlaceholderList = {"", "a text", is_not_empty};

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  Result<Config> read(const YamlNode& root) {
    if (root.kind == YamlNode::Kind::kNull) return Config{};
    if (root.kind != YamlNode::Kind::kMap) {
      return error(root, "bad-value", "a configuration is a list of keys with values", "");
    }
    for (const auto& [key, value] : root.entries) {
      if (auto problem = add_entry(*key, *value)) return *std::move(problem);
    }
    return std::move(config_);
  }

  Error error(const YamlNode& node, std::string code, std::string message, std::string hint) const {
    const auto& [line, column] = node.position;
    return {std::move(code), std::move(message), {file_, line, column}, std::move(hint)};
  }

 private:
  std::optional<Error> add_entry(const YamlNode& key, const YamlNode& value) {
    if (key.text == kPlaceholdersKey) return add_placeholders(value);
    if (key.text == kRulesList.name) return add_rules(key, value);
    return add_known_list(key, value);
  }

  // The folder of the configuration is where its paths begin, wherever trailsift is called.
  std::optional<Error> add_rules(const YamlNode& key, const YamlNode& value) {
    if (!config_.rule_paths.empty()) {
      return error(key, "repeated-key", "\"rules\" is given twice", "");
    }
    std::vector<std::string> paths;
    if (auto problem = take_values(key, value, kRulesList, paths)) return problem;
    for (const std::string& path : paths) {
      config_.rule_paths.push_back(
          (std::filesystem::path(file_).parent_path() / path).lexically_normal().string());
    }
    return std::nullopt;
  }

  static const ListKey* known_list(const YamlNode& key) {
    const auto* known =
        std::find_if(std::begin(kListKeys), std::end(kListKeys),
                     [&](const ListKey& candidate) { return candidate.name == key.text; });
    return known == std::end(kListKeys) ? nullptr : known;
  }

  std::optional<Error> add_known_list(const YamlNode& key, const YamlNode& value) {
    const ListKey* known = known_list(key);
    return known == nullptr ? unknown_key(key) : add_list(key, value, *known);
  }

  Error unknown_key(const YamlNode& key) const {
    std::vector<std::string> names = {kPlaceholdersKey, std::string(kRulesList.name)};
    for (const ListKey& known : kListKeys) names.emplace_back(known.name);
    const auto nearest = nearest_word(key.text, names.data(), names.data() + names.size());
    return error(key, "unknown-key", fmt::format("there is no key \"{}\"", key.text),
                 nearest ? fmt::format("did you mean {}?", *nearest)
                         : fmt::format("known keys: {}", fmt::join(names, ", ")));
  }

  std::optional<Error> add_placeholders(const YamlNode& map) {
    if (map.kind != YamlNode::Kind::kMap) {
      return error(map, "bad-value", "placeholders holds names, each with a list", "");
    }
    for (const auto& [name, value] : map.entries) {
      // A list that has a key of its own holds the same here.
      const ListKey* known = known_list(*name);
      const ListKey& list = known == nullptr ? kPlaceholderList : *known;
      if (auto problem = add_list(*name, *value, list)) return problem;
    }
    return std::nullopt;
  }

  std::optional<Error> add_list(const YamlNode& key, const YamlNode& value, const ListKey& known) {
    if (key.text.empty()) return error(key, "bad-value", "a key is a name", "");
    if (config_.lists.contains(key.text)) {
      return error(key, "repeated-key", fmt::format("\"{}\" is given twice", key.text), "");
    }
    return take_values(key, value, known, config_.lists[key.text]);
  }

  std::optional<Error> take_values(const YamlNode& key, const YamlNode& value, const ListKey& known,
                                   std::vector<std::string>& list) const {
    if (value.kind == YamlNode::Kind::kScalar) return add_value(key, value, known, list);
    if (value.kind != YamlNode::Kind::kSequence) {
      return error(value.kind == YamlNode::Kind::kNull ? key : value, "bad-value",
                   fmt::format("\"{}\" is a list", key.text), "write [] for an empty list");
    }
    for (const YamlNode* item : value.items) {
      if (auto problem = add_value(key, *item, known, list)) return problem;
    }
    return std::nullopt;
  }

  std::optional<Error> add_value(const YamlNode& key, const YamlNode& item, const ListKey& known,
                                 std::vector<std::string>& list) const {
    if (item.kind == YamlNode::Kind::kScalar && known.accepts(item.text)) {
      list.push_back(item.text);
      return std::nullopt;
    }
    const bool has_text = item.kind == YamlNode::Kind::kScalar;
    return error(item, "bad-value",
                 fmt::format("\"{}\" does not take {}", key.text,
                             has_text ? fmt::format("\"{}\"", item.text) : "this value"),
                 fmt::format("each value is {}", known.holds));
  }

  const std::string& file_;
  Config config_;
};

}  // namespace

Result<Config> parse_config(std::string_view yaml, const std::string& file) {
  const sigma::YamlText text = sigma::read_yaml(yaml);
  if (text.problem) {
    const auto& [line, column] = text.problem->position;
    return Error{"bad-yaml", text.problem->message, {file, line, column}, ""};
  }
  if (text.documents.empty()) return Config{};
  Reader reader(file);
  if (text.documents.size() > 1) {
    return reader.error(*text.documents[1].root, "bad-value",
                        "a configuration is one YAML document and not several", "");
  }
  return reader.read(*text.documents.front().root);
}

Result<Config> read_config(const std::string& path) {
  const auto text = io::read_text_file(path, kMaxConfigBytes);
  if (!text) return text.error();
  return parse_config(text.value(), path);
}

}  // namespace trailsift::cli

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "trailsift/base/ascii.h"
#include "trailsift/cli/address_file.h"
#include "trailsift/cli/business_hours_entry.h"
#include "trailsift/cli/config_key.h"
#include "trailsift/io/text_file.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::cli {
namespace {

using sigma::YamlNode;

constexpr std::size_t kMaxConfigBytes = 1U << 20;
constexpr const char* kKnownAddresses = "known_ips";

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
    join_addresses();
    return std::move(config_);
  }

  Error error(const YamlNode& node, std::string code, std::string message, std::string hint) const {
    const auto& [line, column] = node.position;
    return {std::move(code), std::move(message), {file_, line, column}, std::move(hint)};
  }

 private:
  std::optional<Error> add_entry(const YamlNode& key, const YamlNode& value) {
    if (!seen_.insert(key.text).second) {
      return error(key, "repeated-key", fmt::format("\"{}\" is given twice", key.text), "");
    }
    const ConfigKey* known = find_key(key.text);
    if (known == nullptr) return unknown_key(key);
    switch (known->kind) {
      case ConfigKey::Kind::kPlaceholders:
        return add_placeholders(value, *known);
      case ConfigKey::Kind::kRules:
        return add_rules(key, value, *known);
      case ConfigKey::Kind::kAddressFiles:
        return add_address_files(key, value, *known);
      case ConfigKey::Kind::kBusinessHours:
        return add_business_hours(key, value);
      case ConfigKey::Kind::kList:
        break;
    }
    return add_list(key, value, *known);
  }

  static const ConfigKey* find_key(std::string_view name) {
    const auto keys = config_keys();
    const auto known = std::find_if(keys.begin(), keys.end(), [name](const ConfigKey& candidate) {
      return candidate.name == name;
    });
    return known == keys.end() ? nullptr : &*known;
  }

  void join_addresses() {
    if (file_addresses_.empty()) return;
    std::vector<std::string>& known = config_.lists[kKnownAddresses];
    known.insert(known.end(), file_addresses_.begin(), file_addresses_.end());
  }

  std::optional<Error> add_rules(const YamlNode& key, const YamlNode& value,
                                 const ConfigKey& known) {
    return take_paths(key, value, known, config_.rule_paths);
  }

  std::optional<Error> add_address_files(const YamlNode& key, const YamlNode& value,
                                         const ConfigKey& known) {
    std::vector<std::string> paths;
    if (auto problem = take_paths(key, value, known, paths)) return problem;
    for (const std::string& path : paths) {
      const auto addresses = read_addresses(path);
      if (!addresses) return addresses.error();
      file_addresses_.insert(file_addresses_.end(), addresses.value().begin(),
                             addresses.value().end());
    }
    return std::nullopt;
  }

  // The folder of the configuration is where its paths begin, wherever trailsift is called.
  std::optional<Error> take_paths(const YamlNode& key, const YamlNode& value,
                                  const ConfigKey& known, std::vector<std::string>& paths) const {
    if (auto problem = take_values(key, value, known, paths)) return problem;
    for (std::string& path : paths) {
      path = (std::filesystem::path(file_).parent_path() / path).lexically_normal().string();
    }
    return std::nullopt;
  }

  Error unknown_key(const YamlNode& key) const {
    std::vector<std::string> names;
    for (const ConfigKey& known : config_keys()) names.emplace_back(known.name);
    const auto nearest = nearest_word(key.text, names);
    return error(key, "unknown-key", fmt::format("there is no key \"{}\"", key.text),
                 nearest ? fmt::format("did you mean {}?", *nearest)
                         : fmt::format("known keys: {}", fmt::join(names, ", ")));
  }

  std::optional<Error> add_business_hours(const YamlNode& key, const YamlNode& value) {
    auto hours = read_business_hours(value, file_);
    if (!hours) return hours.error();
    if (config_.lists.try_emplace(key.text, std::move(hours).value()).second) return std::nullopt;
    return error(key, "repeated-key", fmt::format("\"{}\" is given twice", key.text), "");
  }

  std::optional<Error> add_placeholders(const YamlNode& map, const ConfigKey& known) {
    if (map.kind != YamlNode::Kind::kMap) {
      return error(map, "bad-value", "placeholders holds names, each with a list", "");
    }
    for (const auto& [name, value] : map.entries) {
      // A list that has a key of its own holds the same here.
      const ConfigKey* own = find_key(name->text);
      const bool is_list = own != nullptr && own->kind == ConfigKey::Kind::kList;
      if (auto problem = add_list(*name, *value, is_list ? *own : known)) return problem;
    }
    return std::nullopt;
  }

  std::optional<Error> add_list(const YamlNode& key, const YamlNode& value,
                                const ConfigKey& known) {
    if (key.text.empty()) return error(key, "bad-value", "a key is a name", "");
    if (config_.lists.contains(key.text)) {
      return error(key, "repeated-key", fmt::format("\"{}\" is given twice", key.text), "");
    }
    return take_values(key, value, known, config_.lists[key.text]);
  }

  std::optional<Error> take_values(const YamlNode& key, const YamlNode& value,
                                   const ConfigKey& known, std::vector<std::string>& list) const {
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

  std::optional<Error> add_value(const YamlNode& key, const YamlNode& item, const ConfigKey& known,
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
  std::set<std::string> seen_;  // keys
  std::vector<std::string> file_addresses_;
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

// SPDX-License-Identifier: Apache-2.0
// Writes the built-in rules as C++, for the build: embed_rules ROOT LIST OUTPUT. LIST names the
// rule files, one per line, relative to ROOT and sorted.
#include <cstdio>
#include <deque>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "trailsift/base/result.h"
#include "trailsift/io/text_file.h"
#include "trailsift/sigma/packed_yaml.h"
#include "trailsift/sigma/rule_digest.h"
#include "trailsift/sigma/yaml_document.h"

namespace {

using trailsift::sigma::YamlText;

constexpr std::string_view kHead = R"(// Written by embed_rules.
#include <array>

#include "trailsift/cli/embedded_rules.h"

namespace trailsift::cli {
namespace {

using std::string_view_literals::operator""sv;

)";
constexpr std::string_view kTail = R"(
}  // namespace

EmbeddedRules embedded_rules() { return {kRules, kDigest}; }

}  // namespace trailsift::cli
)";

// One line of a literal for each line of text, so that a compiler can be asked where it stands.
std::string literal(std::string_view bytes) {
  std::string text = "\"";
  for (const char c : bytes) {
    if (c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '?') {
      text += c;
      continue;
    }
    char escape[8];
    std::snprintf(escape, sizeof(escape), "\\%03o", static_cast<unsigned char>(c));
    text += escape;
    if (c == '\n') text += "\"\n     \"";
  }
  return text + "\"sv";
}

// The tree of the text, packed.
std::optional<std::string> tree_of(const std::string& text, const std::string& path) {
  const YamlText yaml = trailsift::sigma::read_yaml(text);
  if (!yaml.problem) return trailsift::sigma::pack_yaml(yaml);
  const auto [line, column] = yaml.problem->position;
  std::cerr << trailsift::SourceLocation{path, line, column}.to_string() << ": "
            << yaml.problem->message << "\n";
  return std::nullopt;
}

void add_entry(const std::string& path, const std::string& text, const std::string& tree,
               std::string& entries) {
  entries += "    {";
  entries += literal(path);
  entries += ",\n     ";
  entries += literal(text);
  entries += ",\n     ";
  entries += literal(tree);
  entries += "},\n";
}

// The whole source file; nothing, after a message, where a rule cannot be embedded.
std::optional<std::string> source_for(const std::string& root, std::istream& paths) {
  std::string entries;
  std::deque<std::string> texts;
  for (std::string path; std::getline(paths, path);) {
    const std::string whole_path = std::string(root).append("/").append(path);
    auto read = trailsift::io::read_text_file(whole_path, trailsift::sigma::kLongestYaml);
    if (!read) {
      std::cerr << read.error().to_string() << "\n";
      return std::nullopt;
    }
    const std::string& text = texts.emplace_back(std::move(read).value());
    const auto tree = tree_of(text, whole_path);
    if (!tree) return std::nullopt;
    add_entry(path, text, *tree, entries);
  }
  const std::string digest = trailsift::sigma::digest_rules({texts.begin(), texts.end()});
  return std::string(kHead) + "constexpr auto kDigest = " + literal(digest) +
         ";\n\nconstexpr std::array<EmbeddedRule, " + std::to_string(texts.size()) +
         "> kRules{{\n" + entries + "}};\n" + std::string(kTail);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: embed_rules ROOT LIST OUTPUT\n";
    return 2;
  }
  std::ifstream paths(arguments[2]);
  if (!paths) {
    std::cerr << arguments[2] << ": cannot be read\n";
    return 1;
  }
  const auto source = source_for(arguments[1], paths);
  if (!source) return 1;
  std::ofstream output(arguments[3], std::ios::binary);
  output << *source << std::flush;
  if (output) return 0;
  std::cerr << arguments[3] << ": cannot be written\n";
  return 1;
}

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/packed_yaml.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::sigma::packed_yaml_test {
namespace {

// All that is in a node, and in those below.
std::string dump(const YamlNode& node) {
  std::string text = std::to_string(static_cast<int>(node.kind)) + (node.quoted ? "q" : "") + "@" +
                     std::to_string(node.position.line) + ":" +
                     std::to_string(node.position.column) + "<" + node.text;
  for (const YamlNode* item : node.items) text += " " + dump(*item);
  for (const YamlEntry& entry : node.entries) {
    text += " " + dump(*entry.key) + "=" + dump(*entry.value);
  }
  return text + ">";
}

std::string dump(const YamlText& text) {
  std::string all;
  for (const YamlDocument& document : text.documents) all += dump(*document.root) + "\n";
  return all;
}

TEST(PackedYaml, IsTheSameTree) {
  const std::string long_text(70'000, 'x');
  const std::string yamls[] = {
      "",
      "a",
      "# nothing\n---\n---\na: 1\n",
      "title: \"quoted\"\nempty: ''\nnull: ~\nlist: [a, [b], {c: d}]\n? [k]\n: v\n",
      "text: |\n  one\n  two \xC3\xA4\n\n\n\nbehind: it\n",
      "bytes: \"\\0\\x7f\\u0080\"\n",
      "long: " + long_text + "\nbehind: " + long_text + "\n",
      std::string(3'000, '\n') + std::string(200, ' ') + "far: away\n",
  };
  for (const std::string& yaml : yamls) {
    const YamlText read = read_yaml(yaml);
    ASSERT_FALSE(read.problem) << yaml.substr(0, 60);
    const YamlText unpacked = unpack_yaml(pack_yaml(read));
    EXPECT_EQ(dump(unpacked), dump(read));
    EXPECT_EQ(unpacked.documents.size(), read.documents.size());
    EXPECT_FALSE(unpacked.problem);
  }
}

TEST(PackedYaml, RepeatsWhatAnAliasNames) {
  const YamlText read = read_yaml("a: &name {b: [c]}\nd: *name\n");
  ASSERT_FALSE(read.problem);
  const YamlText unpacked = unpack_yaml(pack_yaml(read));
  EXPECT_EQ(dump(unpacked), dump(read));
  const YamlNode& root = *unpacked.documents.at(0).root;
  EXPECT_NE(root.find("a"), root.find("d"));
}

}  // namespace
}  // namespace trailsift::sigma::packed_yaml_test

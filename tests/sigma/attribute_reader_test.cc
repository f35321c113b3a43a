// SPDX-License-Identifier: Apache-2.0
#include "sigma/attribute_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::sigma::attribute_reader_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A reader of the one map in a text, and what it complains about.
class Read {
 public:
  explicit Read(std::string_view yaml) : text_(read_yaml(yaml)), log_(yaml, "test.yml") {}

  [[nodiscard]] AttributeReader attributes() { return {*text_.documents.front().root, log_}; }

  // "bad-value:2": codes with their lines.
  [[nodiscard]] std::vector<std::string> problems() {
    std::vector<std::string> problems;
    for (const Diagnostic& diagnostic : log_.take()) {
      problems.push_back(diagnostic.code + ':' + std::to_string(diagnostic.position.line));
    }
    return problems;
  }

 private:
  YamlText text_;
  DiagnosticLog log_;
};

TEST(AttributeReader, WhatHasNoValueIsNotThere) {
  Read read("title: a\nauthor:\nlevel: ~\n");
  EXPECT_NE(read.attributes().find("title"), nullptr);
  EXPECT_EQ(read.attributes().find("author"), nullptr);
  EXPECT_EQ(read.attributes().find("level"), nullptr);
  EXPECT_EQ(read.attributes().text("author"), "");
  EXPECT_THAT(read.attributes().texts("author"), IsEmpty());
  EXPECT_THAT(read.problems(), IsEmpty());
  EXPECT_EQ(read.attributes().require("author", "a rule"), nullptr);
  EXPECT_THAT(read.problems(), ElementsAre("missing-attribute:1"));
}

TEST(AttributeReader, TakesAMapForAMapAlone) {
  Read read("detection:\n  s: 1\ntags: [a]\n");
  EXPECT_NE(read.attributes().find_map("detection"), nullptr);
  EXPECT_EQ(read.attributes().find_map("fields"), nullptr);
  EXPECT_THAT(read.problems(), IsEmpty());
  EXPECT_EQ(read.attributes().require_map("tags", "a rule"), nullptr);
  EXPECT_EQ(read.attributes().require_map("fields", "a rule"), nullptr);
  EXPECT_THAT(read.problems(), ElementsAre("missing-attribute:1", "bad-value:3"));
}

TEST(AttributeReader, OneTextIsAListOfOne) {
  Read read("tags: a\nfields: [b, 3]\n");
  EXPECT_THAT(read.attributes().texts("tags"), ElementsAre("a"));
  EXPECT_THAT(read.attributes().texts("fields"), ElementsAre("b", "3"));
  EXPECT_EQ(read.attributes().text("tags"), "a");
  EXPECT_THAT(read.problems(), IsEmpty());
}

TEST(AttributeReader, ComplainsWhereTextsAreSomethingElse) {
  Read read("title: [a]\ntags:\n  a: 1\nfields:\n  - b\n  - [c]\n");
  EXPECT_EQ(read.attributes().text("title"), "");
  EXPECT_THAT(read.attributes().texts("tags"), IsEmpty());
  EXPECT_THAT(read.attributes().texts("fields"), ElementsAre("b")) << "the good ones are kept";
  EXPECT_THAT(read.problems(), ElementsAre("bad-value:1", "bad-value:3", "bad-value:6"));
}

TEST(AttributeReader, TakesTrueAndFalseUnquoted) {
  Read read("generate: true\nquoted: 'true'\nnumber: 1\n");
  EXPECT_TRUE(read.attributes().flag("generate", false));
  EXPECT_TRUE(read.attributes().flag("absent", true));
  EXPECT_FALSE(read.attributes().flag("absent", false));
  EXPECT_THAT(read.problems(), IsEmpty());
  EXPECT_FALSE(read.attributes().flag("quoted", false));
  EXPECT_TRUE(read.attributes().flag("number", true));
  EXPECT_THAT(read.problems(), ElementsAre("bad-value:2", "bad-value:3"));
}

TEST(AttributeReader, NamesKeysThatAreNotKnown) {
  Read read("title: a\nauthro: b\n");
  const std::vector<std::string> known = {"title", "author"};
  read.attributes().check_keys(known, Code::kUnknownAttribute, "a rule");
  EXPECT_THAT(read.problems(), ElementsAre("unknown-attribute:2"));
}

}  // namespace
}  // namespace trailsift::sigma::attribute_reader_test

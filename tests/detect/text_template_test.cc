// SPDX-License-Identifier: Apache-2.0
#include "detect/text_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "<name>" for a placeholder, the text for anything else.
std::string parsed(std::string_view text) {
  std::string result;
  for (const TemplatePart& part : parse_template(text)) {
    result += part.is_placeholder ? "<" + part.text + ">" : part.text;
  }
  return result;
}

TEST(TextTemplate, FindsPlaceholdersBetweenText) {
  EXPECT_EQ(parsed(""), "");
  EXPECT_EQ(parsed("plain"), "plain");
  EXPECT_EQ(parsed("{actor} stopped {requestParameters.name}."),
            "<actor> stopped <requestParameters.name>.");
  EXPECT_EQ(parsed("{a}{b}"), "<a><b>");
}

TEST(TextTemplate, DoubledBracesAreBraces) {
  EXPECT_EQ(parsed("{{actor}}"), "{actor}");
  EXPECT_EQ(parsed("{{{actor}}}"), "{<actor>}");
}

TEST(TextTemplate, ABraceThatOpensNoPlaceholderIsItself) {
  for (const char* text : {"{", "}", "{}", "{ a }", "{open", "a{b c}d"}) {
    EXPECT_EQ(parsed(text), text);
  }
}

// "1:" before what belongs to the first optional part, and so on.
std::string parsed_options(std::string_view text) {
  std::string result;
  for (const TemplatePart& part : parse_template(text)) {
    if (part.optional != 0) result += std::to_string(part.optional) + ":";
    result += (part.is_placeholder ? "<" + part.text + ">" : part.text) + "|";
  }
  return result;
}

TEST(TextTemplate, NumbersOptionalParts) {
  EXPECT_EQ(parsed_options("a{? of {b}}{? in {c} or {d}}."),
            "a|1: of |1:<b>|2: in |2:<c>|2: or |2:<d>|.|");
  EXPECT_EQ(parsed_options("{?{b}}"), "1:<b>|");
  EXPECT_EQ(parsed_options("{?x}"), "1:x|");
}

TEST(TextTemplate, AnOptionalPartThatDoesNotEndIsText) {
  for (const char* text : {"{?", "{?}", "{? a", "{? a {?"}) EXPECT_EQ(parsed(text), text);
  EXPECT_EQ(parsed("{? a {b}"), "{? a <b>");
  EXPECT_EQ(parsed("{{? a}}"), "{? a}");
}

// The names of all placeholders that parsing finds are the plain twin.
TEST(TextTemplate, FieldsAreThoseOfItsParts) {
  for (const char* const text :
       {"", "{a}", "{{a}}", "{{{a}}}", "{? in {a}} {b|c|}", "{?{a}}", "{? {{a}} {b}}", "{? a {b}",
        "{?{a", "{a {b}", "{}{ {a}", "{? x {? {a}}}", "{a}}{b}", "from {a} with {credential}"}) {
    std::vector<std::string> fields;
    for (const TemplatePart& part : parse_template(text)) {
      if (!part.is_placeholder) continue;
      for (const std::string_view name : placeholder_names(part.text)) {
        if (!name.empty() && !is_finding_placeholder(name)) fields.emplace_back(name);
      }
    }
    EXPECT_EQ(template_fields(text), fields) << text;
  }
}

TEST(TextTemplate, TheWordBeforeTheCredentialGoesWithIt) {
  EXPECT_EQ(parsed_options("from here with {credential}."), "from here|1: with |1:<credential>|.|");
  EXPECT_EQ(parsed_options("key {credential}"), "key |<credential>|");
  EXPECT_EQ(parsed_options("with {actor}"), "with |<actor>|");
}

TEST(TextTemplate, TellsFieldsFromWhatEveryFindingKnows) {
  EXPECT_THAT(template_fields("{actor} {count} {eventName} {requestParameters.x} {{y}}"),
              ElementsAre("eventName", "requestParameters.x"));
  EXPECT_THAT(template_fields("{actor_name} {account} {source_ip} {region} {credential} {outcome} "
                              "{event_names} {first_seen} {last_seen} {actor_owner} "
                              "{stop_credential} {credential_lookup} {region_option} "
                              "{spike.peak_size} {spike.average_size}"),
              IsEmpty());
  EXPECT_THAT(template_fields("{? of {requestParameters.x}}"), ElementsAre("requestParameters.x"));
}

}  // namespace
}  // namespace trailsift::detect

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

TEST(TextTemplate, TellsFieldsFromWhatEveryFindingKnows) {
  EXPECT_THAT(template_fields("{actor} {count} {eventName} {requestParameters.x} {{y}}"),
              ElementsAre("eventName", "requestParameters.x"));
  EXPECT_THAT(template_fields("{actor_name} {account} {source_ip} {region} {credential} {outcome} "
                              "{event_names} {first_seen} {last_seen}"),
              IsEmpty());
}

}  // namespace
}  // namespace trailsift::detect

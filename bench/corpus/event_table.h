// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "corpus/text_template.h"

namespace corpus {

enum class Style : std::uint8_t {
  kApi,     // most services
  kBucket,  // S3 management: bracketed agents, S3 request ids, additionalEventData
  kObject,  // S3 data events
  kData,    // data events of other services
  kSignIn,  // console sign-in
};

// One kind of call. Texts are JSON with placeholders (text_template.h); an empty request or
// response stands for null. Shapes follow the CloudTrail documentation of each service.
struct EventRow {
  std::string_view service;  // "ec2" for ec2.amazonaws.com
  std::string_view name;     // eventName; what follows a '/' only tells our variants apart
  bool read_only = true;
  std::string_view request = {};
  std::string_view response = {};
  std::string_view resources = {};  // the elements of the list
  Style style = Style::kApi;
  std::string_view extra = {};  // additionalEventData; S3 styles have their own
};

struct EventTemplate {
  explicit EventTemplate(const EventRow& row);

  std::string service;
  std::string name;
  bool read_only;
  Style style;
  TextTemplate request;
  TextTemplate response;
  TextTemplate resources;
  TextTemplate extra;
};

// The template with the row's name (variant included). The name must exist: anything else is a
// mistake in our own tables and ends the program with a message.
[[nodiscard]] const EventTemplate& find_event(std::string_view name);

// The rows, one file each.
[[nodiscard]] std::span<const EventRow> compute_events();
[[nodiscard]] std::span<const EventRow> data_events();
[[nodiscard]] std::span<const EventRow> control_events();
[[nodiscard]] std::span<const EventRow> attack_events();

}  // namespace corpus

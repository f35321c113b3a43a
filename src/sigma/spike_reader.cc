// SPDX-License-Identifier: Apache-2.0
#include "sigma/spike_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sigma/attribute_reader.h"
#include "sigma/timespan_reader.h"
#include "trailsift/base/ascii.h"

namespace trailsift::sigma {
namespace {

const std::array<std::string, 6> kSpikeKeys = {"field", "sum",     "factor",
                                               "floor", "history", "min_history"};
constexpr char kOwner[] = "the condition of 'spike'";
constexpr std::uint64_t kDefaultHistory = 14 * 86'400;
constexpr std::uint64_t kDefaultMinHistory = 3 * 86'400;

class SpikeReader {
 public:
  SpikeReader(const YamlNode& condition, DiagnosticLog& log, Correlation& correlation)
      : condition_(condition),
        attributes_(condition_, log),
        log_(log),
        correlation_(correlation),
        spike_(correlation.spike) {}

  void read() {
    attributes_.check_keys(kSpikeKeys, Code::kUnknownAttribute, kOwner);
    read_fields();
    read_factor();
    read_floor();
    spike_.history_seconds = timespan("history", kDefaultHistory);
    correlation_.min_history_seconds = timespan("min_history", kDefaultMinHistory);
  }

 private:
  void read_fields() {
    correlation_.value_fields = attributes_.texts("field");
    spike_.sum = attributes_.text("sum");
    const std::vector<std::string>& fields = correlation_.value_fields;
    if (std::find(fields.begin(), fields.end(), "") != fields.end()) {
      log_.add(Code::kBadValue, attributes_.find("field")->position,
               "'field' must be the name of a field");
    }
    if (!spike_.sum.empty() && !correlation_.value_fields.empty()) {
      log_.add(Code::kBadValue, attributes_.find("sum")->position,
               "a 'spike' counts the values of 'field' or adds up the numbers of 'sum', not both");
    }
  }

  void read_factor() {
    const YamlNode* node = attributes_.require("factor", kOwner);
    if (node == nullptr) return;
    const std::optional<double> factor = node->quoted ? std::nullopt : parse_double(node->text);
    spike_.factor = factor.value_or(0);
    if (spike_.factor > 1) return;
    log_.add(Code::kBadValue, node->position, "'factor' must be a number above 1");
  }

  void read_floor() {
    const YamlNode* node = attributes_.require("floor", kOwner);
    if (node == nullptr) return;
    const auto floor = node->quoted ? std::nullopt : parse_unsigned(node->text);
    spike_.floor = floor.value_or(0);
    if (spike_.floor > 0) return;
    log_.add(Code::kBadValue, node->position, "'floor' must be a whole number above 0");
  }

  // An average is of whole windows. A timespan that could not be read is 0 here.
  std::uint64_t timespan(std::string_view name, std::uint64_t fallback) {
    const YamlNode* node = attributes_.find(name);
    const std::uint64_t length = node == nullptr ? fallback : read_timespan(*node, log_);
    if (length > 0 && length < correlation_.timespan_seconds) {
      log_.add(Code::kBadTimespan, node == nullptr ? condition_.position : node->position,
               in_quotes(name) + " must not be shorter than the timespan");
    }
    return length;
  }

  const YamlNode& condition_;
  AttributeReader attributes_;
  DiagnosticLog& log_;
  Correlation& correlation_;
  SpikeCondition& spike_;
};

}  // namespace

void read_spike(const YamlNode& condition, DiagnosticLog& log, Correlation& correlation) {
  SpikeReader(condition, log, correlation).read();
}

}  // namespace trailsift::sigma

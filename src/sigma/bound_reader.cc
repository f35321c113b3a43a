// SPDX-License-Identifier: Apache-2.0
#include "sigma/bound_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "trailsift/base/ascii.h"

namespace trailsift::sigma {
namespace {

class BoundReader {
 public:
  BoundReader(CorrelationType type, std::size_t rule_count, DiagnosticLog& log)
      : is_counted_(!computes_with_numbers(type)), least_(is_counted_ ? 1 : -kInfinity), log_(log) {
    const bool is_temporal =
        type == CorrelationType::kTemporal || type == CorrelationType::kTemporalOrdered;
    if (is_temporal) most_ = static_cast<double>(rule_count);
  }

  std::vector<CorrelationBound> read(const YamlNode& condition) {
    const std::size_t errors = log_.errors();
    for (const YamlEntry& entry : condition.entries) read_bound(entry);
    if (bounds_.empty()) {
      log_.add(Code::kMissingAttribute, condition.position,
               "a correlation condition needs a bound such as 'gte: 10'");
    } else if (log_.errors() == errors && !can_be_kept()) {
      log_.add(Code::kBadBound, condition.position,
               "no " + what_is_possible() + " keeps these bounds");
    }
    return std::move(bounds_);
  }

 private:
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  void read_bound(const YamlEntry& entry) {
    constexpr auto& kNames = CorrelationBound::kOperatorNames;
    const auto* const found = std::find(kNames.begin(), kNames.end(), entry.key->text);
    if (found == kNames.end()) return;
    const std::optional<double> limit = number(*entry.value);
    if (!limit) {
      log_.add(Code::kBadBound, entry.value->position,
               "the bound of " + in_quotes(entry.key->text) + " must be a " + what_is_bound());
    }
    const auto op = static_cast<CorrelationBound::Operator>(found - kNames.begin());
    bounds_.push_back({op, limit.value_or(0)});
  }

  [[nodiscard]] std::string what_is_bound() const {
    return is_counted_ ? "whole number" : "number";
  }

  [[nodiscard]] std::optional<double> number(const YamlNode& node) const {
    if (!is_counted_) return parse_double(node.text);
    const std::optional<std::uint64_t> count = parse_unsigned(node.text);
    return count ? std::optional(static_cast<double>(*count)) : std::nullopt;
  }

  [[nodiscard]] std::string what_is_possible() const {
    if (!is_counted_) return "number";
    return most_ < kInfinity ? "count from 1 to the number of 'rules'" : "count from 1 on";
  }

  // Whatever keeps all of them: one of them, or what is next to one, does, too; or else the
  // smallest possible number.
  [[nodiscard]] bool can_be_kept() const {
    return is_possible(least_) ||
           std::any_of(bounds_.begin(), bounds_.end(), [&](const CorrelationBound& bound) {
             const double limit = bound.limit;
             const double below = is_counted_ ? limit - 1 : std::nextafter(limit, -kInfinity);
             const double above = is_counted_ ? limit + 1 : std::nextafter(limit, kInfinity);
             return is_possible(below) || is_possible(limit) || is_possible(above);
           });
  }

  [[nodiscard]] bool is_possible(double value) const {
    return value >= least_ && value <= most_ && all_hold(bounds_, value);
  }

  const bool is_counted_;
  const double least_;  // a window begins with an event
  double most_ = kInfinity;
  DiagnosticLog& log_;
  std::vector<CorrelationBound> bounds_;
};

}  // namespace

std::vector<CorrelationBound> read_bounds(const YamlNode& condition, CorrelationType type,
                                          std::size_t rule_count, DiagnosticLog& log) {
  return BoundReader(type, rule_count, log).read(condition);
}

}  // namespace trailsift::sigma

// SPDX-License-Identifier: Apache-2.0
#include "detect/firing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "detect/intern_pool.h"
#include "detect/runs.h"
#include "detect/windows.h"
#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

using sigma::CorrelationType;

// A hit as one correlation sees it.
struct Entry {
  std::uint32_t group = 0;  // number of a tuple
  Timestamp time = 0;
  std::uint32_t label = 0;  // see label_of
  std::uint32_t hit = 0;
  std::uint32_t source = 0;  // numbers the event or firing that the hit stands for
};

class Correlator {
 public:
  Correlator(const CompiledCorrelation& correlation, const MergedHits& hits,
             const std::vector<std::vector<Firing>>& of_lower)
      : correlation_(correlation),
        type_(correlation.rule.correlation->type),
        hits_(hits),
        of_lower_(of_lower) {}

  std::vector<Firing> run() {
    for (const CorrelationFeed& feed : correlation_.feeds) collect(feed);
    if (computes_with_numbers(type_)) keep_events_once();
    std::sort(entries_.begin(), entries_.end(), [](const Entry& left, const Entry& right) {
      return std::tie(left.group, left.time, left.hit, left.label) <
             std::tie(right.group, right.time, right.hit, right.label);
    });
    for_each_run(
        std::span<const Entry>(entries_),
        [](const Entry& left, const Entry& right) { return left.group == right.group; },
        [this](std::span<const Entry> group) { fire_group(group); });
    return std::move(firings_);
  }

 private:
  void collect(const CorrelationFeed& feed) {
    const MergedHits::Range range = hits_.of_rule(feed.event_rule);
    if (!feed.through) {
      for (std::uint32_t hit = range.begin; hit < range.end; ++hit) add(feed, hit, event_of(hit));
      return;
    }
    const std::vector<Firing>& lower = of_lower_[*feed.through];
    for (std::uint32_t i = 0; i < lower.size(); ++i) {
      // Hits are numbered first and firings behind them, so that both can be counted as one.
      const auto label = static_cast<std::uint32_t>(hits_.size()) + base_of(*feed.through) + i;
      for (const std::uint32_t hit : lower[i].hits) {
        if (hit >= range.begin && hit < range.end) add(feed, hit, label);
      }
    }
  }

  // One event that several of the rules hit counts once: it goes by the first of its hits.
  std::uint32_t event_of(std::uint32_t number) {
    const Hit& hit = hits_[number];
    const bool without_id = hit.id_is_text && hit.id.low == kNoText;
    if (correlation_.feeds.size() == 1 || without_id) return number;
    const std::array<std::uint32_t, 5> words = {
        hit.id_is_text, static_cast<std::uint32_t>(hit.id.high >> 32),
        static_cast<std::uint32_t>(hit.id.high), static_cast<std::uint32_t>(hit.id.low >> 32),
        static_cast<std::uint32_t>(hit.id.low)};
    const std::uint32_t event = events_.intern(words);
    if (event == first_hits_.size()) first_hits_.push_back(number);
    return first_hits_[event];
  }

  std::uint32_t base_of(std::uint32_t lower) const {
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < lower; ++i) count += of_lower_[i].size();
    return static_cast<std::uint32_t>(count);
  }

  // `source` numbers the hit or firing that the hit stands for.
  void add(const CorrelationFeed& feed, std::uint32_t number, std::uint32_t source) {
    const Hit& hit = hits_[number];
    if (hit.time == kNoTime) return;
    group_.clear();
    value_.clear();
    if (!hits_.append_values(feed.group, hit, group_)) return;
    // What is new or not is a history of its own, so its value is a part of the group.
    const bool is_term = type_ == CorrelationType::kNewTerms;
    if (!hits_.append_values(feed.values, hit, is_term ? group_ : value_)) return;
    if (computes_with_numbers(type_) && !number_in(value_.front())) return;
    entries_.push_back({groups_.intern(group_), hit.time, label_of(feed, source), number, source});
  }

  [[nodiscard]] std::optional<double> number_in(std::uint32_t text) const {
    return parse_double(hits_.text(text));
  }

  // The number of an event that several of the rules hit must not be added up several times.
  void keep_events_once() {
    std::sort(entries_.begin(), entries_.end(), [](const Entry& left, const Entry& right) {
      return std::tie(left.group, left.source, left.hit) <
             std::tie(right.group, right.source, right.hit);
    });
    const auto is_same = [](const Entry& left, const Entry& right) {
      return left.group == right.group && left.source == right.source;
    };
    entries_.erase(std::unique(entries_.begin(), entries_.end(), is_same), entries_.end());
  }

  // What is counted: the rule of a sequence, the value of a value_count, else the event itself. For
  // what computes with numbers: the text of the number.
  std::uint32_t label_of(const CorrelationFeed& feed, std::uint32_t source) {
    switch (type_) {
      case CorrelationType::kTemporal:
      case CorrelationType::kTemporalOrdered:
        return feed.slot;
      case CorrelationType::kValueCount:
        return values_.intern(value_);
      case CorrelationType::kValueSum:
      case CorrelationType::kValueAvg:
      case CorrelationType::kValuePercentile:
      case CorrelationType::kValueMedian:
        return value_.front();
      case CorrelationType::kEventCount:
      case CorrelationType::kNewTerms:
      case CorrelationType::kSpike:
        break;
    }
    return source;
  }

  std::vector<IndexRange> windows(std::span<const Entry> entries) const {
    if (computes_with_numbers(type_)) return number_windows(entries);
    std::vector<TimePoint> points;
    points.reserve(entries.size());
    for (const Entry& entry : entries) {
      points.push_back({entry.time, entry.label, weight_of(entry)});
    }
    if (type_ == CorrelationType::kNewTerms) return {first_window(points, correlation_.timespan)};
    if (type_ == CorrelationType::kTemporalOrdered) {
      return ordered_windows(points, correlation_.timespan, slot_count(), bounds());
    }
    return count_windows(points, correlation_.timespan, bounds());
  }

  std::vector<IndexRange> number_windows(std::span<const Entry> entries) const {
    std::vector<NumberPoint> points;
    points.reserve(entries.size());
    for (const Entry& entry : entries) {
      points.push_back({entry.time, *number_in(entry.label), hits_[entry.hit].weight});
    }
    return statistic_windows(points, correlation_.timespan, statistic(),
                             correlation_.rule.correlation->percentile, bounds());
  }

  [[nodiscard]] Statistic statistic() const {
    if (type_ == CorrelationType::kValueSum) return Statistic::kSum;
    return type_ == CorrelationType::kValueAvg ? Statistic::kAverage : Statistic::kPercentile;
  }

  [[nodiscard]] std::uint32_t slot_count() const {
    return static_cast<std::uint32_t>(correlation_.rule.correlation->rules.size());
  }

  // A temporal correlation is satisfied when all of its rules occur, unless it says otherwise.
  [[nodiscard]] std::vector<sigma::CorrelationBound> bounds() const {
    const std::vector<sigma::CorrelationBound>& written = correlation_.rule.correlation->bounds;
    const bool is_temporal =
        type_ == CorrelationType::kTemporal || type_ == CorrelationType::kTemporalOrdered;
    if (!is_temporal || !written.empty()) return written;
    return {{sigma::CorrelationBound::Operator::kGte, static_cast<double>(slot_count())}};
  }

  // A hit that stands for several events counts as many where events are counted.
  std::uint64_t weight_of(const Entry& entry) const {
    const bool is_event = type_ == CorrelationType::kEventCount && entry.label < hits_.size();
    return is_event ? hits_[entry.label].weight : 1;
  }

  void fire_group(std::span<const Entry> entries) {
    for (const IndexRange& window : windows(entries)) {
      Firing firing;
      for (const Entry& entry : entries.subspan(window.begin, window.end - window.begin)) {
        const bool again = !firing.hits.empty() && firing.hits.back() == entry.hit;
        if (!again) firing.hits.push_back(entry.hit);
      }
      const std::span<const std::uint32_t> group = groups_[entries.front().group];
      firing.group.assign(group.begin(), group.end());
      firings_.push_back(std::move(firing));
    }
  }

  const CompiledCorrelation& correlation_;
  const CorrelationType type_;
  const MergedHits& hits_;
  const std::vector<std::vector<Firing>>& of_lower_;
  TuplePool events_;
  std::vector<std::uint32_t> first_hits_;  // of each event in events_
  TuplePool groups_;
  TuplePool values_;
  std::vector<std::uint32_t> group_;  // reused
  std::vector<std::uint32_t> value_;  // reused
  std::vector<Entry> entries_;
  std::vector<Firing> firings_;
};

}  // namespace

std::vector<Firing> fire(const CompiledCorrelation& correlation, const MergedHits& hits,
                         const std::vector<std::vector<Firing>>& of_lower) {
  return Correlator(correlation, hits, of_lower).run();
}

std::vector<std::vector<Firing>> fire_all(const CompiledRules& rules, const MergedHits& hits) {
  std::vector<std::vector<Firing>> firings;
  for (const CompiledCorrelation& correlation : rules.correlations) {
    firings.push_back(correlation.is_spike() ? std::vector<Firing>()
                                             : fire(correlation, hits, firings));
  }
  return firings;
}

}  // namespace trailsift::detect

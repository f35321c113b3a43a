// SPDX-License-Identifier: Apache-2.0
#include "detect/finding_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "detect/hit_data.h"
#include "detect/summary_text.h"
#include "trailsift/base/hash.h"
#include "trailsift/model/aws_names.h"

namespace trailsift::detect {
namespace {

class FindingBuilder {
 public:
  FindingBuilder(const FindingSource& source, const CompiledRules& rules, const MergedHits& hits)
      : source_(source), rules_(rules), hits_(hits) {
    std::vector<std::uint64_t> contexts;
    std::vector<std::uint64_t> values;
    for (const std::uint32_t number : source.hits) {
      contexts.push_back(hits[number].context);
      values.push_back(std::uint64_t{hits[number].rule_number()} << 32 | hits[number].values);
    }
    keep_different(contexts, by_context_);
    keep_different(values, by_values_);
  }

  Finding build() {
    describe_rule();
    count_events();
    describe_actor();
    list_contexts();
    list_resources();
    list_minted_credentials();
    list_matched();
    finding_.level = level();
    finding_.id = stable_id();
    if (source_.lead) {
      tell_of(with_lead_first());
    } else {
      tell_of(finding_);
    }
    return std::move(finding_);
  }

 private:
  const Hit& hit(std::size_t place) const { return hits_[source_.hits[place]]; }

  const Hit& lead() const { return source_.lead ? hits_[*source_.lead] : hit(0); }

  // Keeps one hit, by its place, for each different number.
  static void keep_different(const std::vector<std::uint64_t>& numbers,
                             std::vector<std::size_t>& places) {
    for (std::size_t i = 0; i < numbers.size(); ++i) places.push_back(i);
    std::stable_sort(places.begin(), places.end(), [&](std::size_t left, std::size_t right) {
      return numbers[left] < numbers[right];
    });
    const auto end = std::unique(
        places.begin(), places.end(),
        [&](std::size_t left, std::size_t right) { return numbers[left] == numbers[right]; });
    places.erase(end, places.end());
    std::sort(places.begin(), places.end());
  }

  void describe_rule() {
    const sigma::Rule& rule = source_.rule;
    finding_.rule_id = rule.id;
    finding_.rule_name = rule_label(rule);
    finding_.title = rule.title;
    finding_.tags = rule.tags;
    std::sort(finding_.tags.begin(), finding_.tags.end());
    finding_.tags.erase(std::unique(finding_.tags.begin(), finding_.tags.end()),
                        finding_.tags.end());
  }

  void count_events() {
    std::set<std::tuple<Timestamp, std::uint32_t, EventId>> seen;
    std::set<std::string> listed;
    for (std::size_t i = 0; i < source_.hits.size(); ++i) {
      const std::uint32_t is_text = hit(i).id_is_text;
      const bool has_id = !is_text || hit(i).id.low != kNoText;
      if (source_.several_rules && has_id &&
          !seen.emplace(hit(i).time, is_text, hit(i).id).second) {
        continue;
      }
      finding_.count += hit(i).weight;
      finding_.truncated = finding_.truncated || hit(i).weight > 1;
      count_outcome(hits_.context(hit(i)).outcome, hit(i).weight);
      if (has_id) list_event_id(hits_.event_id(hit(i)), listed);
    }
    finding_.first_seen = hit(0).time;
    finding_.last_seen = hit(source_.hits.size() - 1).time;
  }

  void list_event_id(std::string id, std::set<std::string>& listed) {
    if (listed.contains(id)) return;
    if (listed.size() == Finding::kMaxEventIds) {
      finding_.truncated = true;
      return;
    }
    listed.insert(id);
    finding_.event_ids.push_back(std::move(id));
  }

  void count_outcome(Outcome outcome, std::uint64_t events) {
    if (outcome == Outcome::kSuccess) {
      finding_.outcome.success += events;
    } else if (outcome == Outcome::kFailed) {
      finding_.outcome.failed += events;
    } else {
      finding_.outcome.denied += events;
    }
  }

  // The first text that a hit has in a slot, in the order of time.
  std::uint32_t first_text(ContextSlot slot) const {
    for (const std::size_t place : by_context_) {
      const std::uint32_t text = hits_.context(hit(place)).texts[slot];
      if (text != kNoText && !hits_.text(text).empty()) return text;
    }
    return kNoText;
  }

  // Of the leading hit, or of the first one that has it.
  std::uint32_t leading_text(ContextSlot slot) const {
    const std::uint32_t text = hits_.context(lead()).texts[slot];
    return hits_.text(text).empty() ? first_text(slot) : text;
  }

  void describe_actor() {
    const HitContext context = hits_.context(lead());
    finding_.account_id = hits_.text(context.texts[kAccountSlot]);
    finding_.actor.type = hits_.text(context.texts[kActorTypeSlot]);
    finding_.actor.arn = hits_.text(context.texts[kActorSlot]);
    finding_.actor.principal = hits_.text(context.texts[kPrincipalSlot]);
    finding_.actor.name = short_principal_name(finding_.actor.principal);
    finding_.actor.credential = hits_.text(leading_text(kCredentialSlot));
    const std::uint32_t session = leading_text(kSessionSlot);
    if (session != kNoText) finding_.actor.session = std::string(hits_.text(session));
  }

  template <typename T>
  std::vector<T> listed(std::set<T> all) {
    std::vector<T> list;
    for (const T& item : all) {
      if (list.size() == Finding::kMaxListed) {
        finding_.truncated = true;
        break;
      }
      list.push_back(item);
    }
    return list;
  }

  std::vector<std::string> texts_of(ContextSlot slot) {
    std::set<std::string> texts;
    for (const std::size_t place : by_context_) {
      const std::uint32_t text = hits_.context(hit(place)).texts[slot];
      if (text != kNoText) texts.emplace(hits_.text(text));
    }
    return listed(std::move(texts));
  }

  void list_contexts() {
    finding_.regions = texts_of(kRegionSlot);
    finding_.credentials = texts_of(kCredentialSlot);
    finding_.source_ips = texts_of(kSourceIpSlot);
    finding_.user_agents = texts_of(kUserAgentSlot);
    std::set<EventKind> kinds;
    for (const std::size_t place : by_context_) {
      const HitContext context = hits_.context(hit(place));
      kinds.insert({std::string(hits_.text(context.texts[kEventSourceSlot])),
                    std::string(hits_.text(context.texts[kEventNameSlot]))});
    }
    finding_.events = listed(std::move(kinds));
  }

  const CompiledRule& rule_of(const Hit& hit) const { return rules_.events[hit.rule]; }

  void list_resources() {
    std::set<std::string> resources;
    for (const std::size_t place : by_values_) {
      const CompiledRule& rule = rule_of(hit(place));
      for (const std::uint32_t text :
           hits_.values(hit(place)).subspan(rule.keys.size() + rule.shown.size())) {
        resources.emplace(hits_.text(text));
      }
    }
    finding_.resources = listed(std::move(resources));
  }

  void list_minted_credentials() {
    std::set<std::string> credentials;
    for (const std::size_t place : by_values_) {
      const CompiledRule& rule = rule_of(hit(place));
      const auto values = hits_.values(hit(place)).subspan(rule.keys.size(), rule.shown.size());
      for (std::size_t i = 0; i < values.size(); ++i) {
        const FieldPath& path = rule.shown[i].path;
        const bool is_minted = path.has_root && path.root == Field::kDerivedMintedCredential;
        if (is_minted && values[i] != kNoText) credentials.emplace(hits_.text(values[i]));
      }
    }
    finding_.minted_credentials = listed(std::move(credentials));
  }

  // What the correlation groups by, the figures of a spike, and then what the leading hit holds.
  void list_matched() {
    finding_.matched = source_.group;
    finding_.matched.insert(finding_.matched.end(), source_.figures.begin(), source_.figures.end());
    const CompiledRule& rule = rule_of(lead());
    const auto values = hits_.values(lead()).subspan(rule.keys.size(), rule.shown.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::string& name = rule.shown[i].path.name;
      const bool known = std::any_of(finding_.matched.begin(), finding_.matched.end(),
                                     [&](const auto& entry) { return entry.first == name; });
      if (!known && values[i] != kNoText) {
        finding_.matched.emplace_back(name, hits_.text(values[i]));
      }
    }
    std::sort(finding_.matched.begin(), finding_.matched.end());
  }

  void put_first(ContextSlot slot, std::vector<std::string>& list) const {
    const std::uint32_t text = hits_.context(lead()).texts[slot];
    if (text == kNoText) return;
    const auto place = std::find(list.begin(), list.end(), hits_.text(text));
    if (place != list.end()) {
      std::rotate(list.begin(), place, place + 1);
    } else {  // it was cut
      list.insert(list.begin(), std::string(hits_.text(text)));
      list.pop_back();
    }
  }

  // As sentences tell of it, which name the first ones alone.
  Finding with_lead_first() const {
    Finding told = finding_;
    put_first(kSourceIpSlot, told.source_ips);
    put_first(kRegionSlot, told.regions);
    return told;
  }

  void tell_of(const Finding& told) {
    finding_.summary = render_summary(source_.rule, told);
    finding_.next_steps = render_next_steps(source_.rule, told);
  }

  sigma::Level level() const {
    const sigma::Rule& rule = source_.rule;
    const bool refused = finding_.outcome.success == 0 && rule.presentation.refused_level;
    const sigma::Level level =
        refused ? *rule.presentation.refused_level : rule.level.value_or(sigma::Level::kMedium);
    return source_.is_usual ? std::min(level, rule.presentation.usual_level.value_or(level))
                            : level;
  }

  std::string stable_id() const {
    std::string text;
    const auto add = [&](std::string_view part) { text.append(part).push_back('\0'); };
    add(finding_.rule_id.empty() ? finding_.rule_name : finding_.rule_id);
    add(finding_.account_id);
    add(finding_.actor.principal);
    add(std::to_string(finding_.first_seen));
    add(finding_.event_ids.empty() ? "" : finding_.event_ids.front());
    for (const auto& [field, value] : source_.group) add(value);
    return fmt::format("{:016x}", hash_bytes(text));
  }

  const FindingSource& source_;
  const CompiledRules& rules_;
  const MergedHits& hits_;
  std::vector<std::size_t> by_context_;  // places of hits with different contexts, by time
  std::vector<std::size_t> by_values_;   // and with different values of a rule
  Finding finding_;
};

// "PowerUser_0123456789abcdef/ann" -> "ann (PowerUser)"
std::string person_with_permissions(std::string_view role_and_session) {
  const std::size_t slash = role_and_session.find('/');
  const std::string_view role = role_and_session.substr(0, slash);
  return fmt::format("{} ({})", role_and_session.substr(slash + 1),
                     role.substr(0, role.rfind('_')));
}

}  // namespace

std::string short_principal_name(std::string_view principal) {
  if (principal.starts_with("root:")) return "root";
  if (!principal.starts_with("arn:")) return std::string(principal);
  static const std::string session_infix =
      fmt::format(":assumed-role/{}", kIdentityCenterRolePrefix);
  const std::size_t session = principal.find(session_infix);
  if (session != std::string_view::npos) {
    return person_with_permissions(principal.substr(session + session_infix.size()));
  }
  const std::size_t slash = principal.rfind('/');
  const std::size_t start = slash != std::string_view::npos ? slash : principal.rfind(':');
  return std::string(principal.substr(start + 1));
}

Finding build_finding(const FindingSource& source, const CompiledRules& rules,
                      const MergedHits& hits) {
  return FindingBuilder(source, rules, hits).build();
}

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/account_activity.h"

#include <algorithm>
#include <array>
#include <utility>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

constexpr std::size_t kEnoughDays = 3;
constexpr std::size_t kFewestHomeDays = 2;
constexpr std::size_t kShare = 4;  // a quarter

// About what each takes, with what the end of a scan and the report make of it.
constexpr std::size_t kAccountBytes = 1000;
constexpr std::size_t kRegionBytes = 400;
constexpr std::size_t kDayBytes = 56;

using Days = std::set<std::int64_t>;

// Of all days of the account with such calls.
bool is_day_after_day(const Days& days, const Days& all) {
  return days.size() >= kFewestHomeDays && days.size() * kShare >= all.size();
}

// Services without regions, which log to us-east-1 (AWS General Reference, "Global services", and
// the CloudTrail user guide, "Global service events").
constexpr auto kGlobalServices = std::to_array<std::string_view>(
    {"iam.amazonaws.com", "sts.amazonaws.com", "cloudfront.amazonaws.com", "route53.amazonaws.com",
     "route53domains.amazonaws.com", "organizations.amazonaws.com", "signin.amazonaws.com",
     "support.amazonaws.com", "health.amazonaws.com", "account.amazonaws.com",
     "billingconsole.amazonaws.com", "ce.amazonaws.com", "budgets.amazonaws.com",
     "globalaccelerator.amazonaws.com", "waf.amazonaws.com", "shield.amazonaws.com",
     "trustedadvisor.amazonaws.com", "sso.amazonaws.com"});

bool is_global(std::string_view source) { return is_one_of(source, kGlobalServices); }

bool counts(const Event& event) {
  return event.caller != Caller::kService && event.outcome == Outcome::kSuccess &&
         event.time != kNoTime && !is_global(event.text(Field::kEventSource));
}

Timestamp earlier(Timestamp one, Timestamp other) {
  return one == kNoTime || (other != kNoTime && other < one) ? other : one;
}

std::string share_of(std::uint64_t part, std::uint64_t whole) {
  return std::to_string(whole == 0 ? 0 : part * 100 / whole) + " %";
}

std::string plural(std::size_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

AccountActivity::RegionActivity& AccountActivity::find(std::string_view account,
                                                       std::string_view region) {
  if (recent_ != nullptr && account == recent_account_ && region == recent_region_) {
    return *recent_activity_;
  }
  auto place = accounts_.find(account);
  if (place == accounts_.end()) {
    place = accounts_.emplace(account, Account{}).first;
    memory_bytes_ += kAccountBytes;
  }
  auto activity = place->second.regions.find(region);
  if (activity == place->second.regions.end()) {
    activity = place->second.regions.emplace(region, RegionActivity{}).first;
    memory_bytes_ += kRegionBytes;
  }
  recent_account_ = place->first;
  recent_region_ = activity->first;
  recent_ = &place->second;
  recent_activity_ = &activity->second;
  return *recent_activity_;
}

void AccountActivity::add(const Event& event) {
  RegionActivity& activity =
      find(event.text(Field::kDerivedAccount), event.text(Field::kAwsRegion));
  if (event.time == kNoTime) return;
  recent_->first = earlier(recent_->first, event.time);
  recent_->last = std::max(recent_->last, event.time);
  if (!counts(event)) return;
  ++activity.calls;
  const std::int64_t day = day_of(event.time);
  if (day != activity.last_day) insert(day, activity.days);
  activity.last_day = day;
  if (day == activity.last_change || event[Field::kDerivedWrite].kind != ValueKind::kTrue) return;
  activity.last_change = day;
  insert(day, activity.change_days);
}

void AccountActivity::insert(std::int64_t day, std::set<std::int64_t>& days) {
  if (days.insert(day).second) memory_bytes_ += kDayBytes;
}

void AccountActivity::merge(const AccountActivity& other) {
  for (const auto& [name, from] : other.accounts_) {
    Account& to = accounts_[name];
    to.first = earlier(to.first, from.first);
    to.last = std::max(to.last, from.last);
    for (const auto& [region, activity] : from.regions) {
      RegionActivity& sum = to.regions[region];
      sum.calls += activity.calls;
      sum.days.insert(activity.days.begin(), activity.days.end());
      sum.change_days.insert(activity.change_days.begin(), activity.change_days.end());
    }
  }
}

std::vector<std::string> AccountActivity::accounts() const {
  std::vector<std::string> names;
  for (const auto& [name, account] : accounts_) {
    if (!name.empty()) names.push_back(name);
  }
  return names;
}

std::vector<std::string> AccountActivity::regions() const {
  std::set<std::string> names;
  for (const auto& [name, account] : accounts_) {
    for (const auto& [region, activity] : account.regions) {
      if (!region.empty()) names.insert(region);
    }
  }
  return {names.begin(), names.end()};
}

Timestamp AccountActivity::first() const {
  Timestamp first = kNoTime;
  for (const auto& [name, account] : accounts_) first = earlier(first, account.first);
  return first;
}

Timestamp AccountActivity::last() const {
  Timestamp last = kNoTime;
  for (const auto& [name, account] : accounts_) last = std::max(last, account.last);
  return last;
}

AccountActivity::Total AccountActivity::total_of(const Account& account) {
  Total total;
  for (const auto& [region, activity] : account.regions) {
    total.days.insert(activity.days.begin(), activity.days.end());
    total.change_days.insert(activity.change_days.begin(), activity.change_days.end());
    total.calls += activity.calls;
  }
  total.changes_decide =
      std::any_of(account.regions.begin(), account.regions.end(), [&](const auto& region) {
        return is_day_after_day(region.second.days, total.days) &&
               is_day_after_day(region.second.change_days, total.change_days);
      });
  return total;
}

std::string AccountActivity::reason_for(const RegionActivity& region, const Total& total) {
  if (total.days.size() < kEnoughDays) {
    if (region.calls == 0 || region.calls * kShare < total.calls) return "";
    return "carries " + share_of(region.calls, total.calls) + " of the calls in " +
           plural(total.days.size(), "day") + " of logs";
  }
  if (!is_day_after_day(region.days, total.days)) return "";
  if (total.changes_decide && !is_day_after_day(region.change_days, total.change_days)) return "";
  return "active on " + std::to_string(region.days.size()) + " of " +
         plural(total.days.size(), "day");
}

std::map<std::string, AccountFacts> AccountActivity::facts(
    const std::vector<std::string>& configured, std::vector<AssumedHomeRegion>& assumed) const {
  std::map<std::string, AccountFacts> facts;
  for (const auto& [name, account] : accounts_) {
    AccountFacts& entry = facts[name];
    entry = {account.first, account.last, configured};
    std::sort(entry.home_regions.begin(), entry.home_regions.end());
    if (!configured.empty()) continue;
    const Total total = total_of(account);
    for (const auto& [region, activity] : account.regions) {
      std::string reason = reason_for(activity, total);
      if (reason.empty() || region.empty()) continue;
      entry.home_regions.push_back(region);
      assumed.push_back({name, region, std::move(reason)});
    }
  }
  return facts;
}

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/detect/correlator.h"
#include "trailsift/detect/scan_report.h"
#include "trailsift/model/event.h"

namespace trailsift::detect {

// Which accounts and regions the logs speak of, and where the accounts are at home. One per worker
// thread, merged at the end; memory grows with accounts × regions × days. Movable.
class AccountActivity {
 public:
  AccountActivity() = default;
  AccountActivity(AccountActivity&&) = default;
  AccountActivity& operator=(AccountActivity&&) = default;

  // `event` has been through derive() or a matcher. Cheap when the event is of the account and
  // region of the one before, as in most files.
  void add(const Event& event);
  void merge(const AccountActivity& other);

  // About what it holds in memory.
  [[nodiscard]] std::size_t memory_bytes() const { return memory_bytes_; }

  [[nodiscard]] std::vector<std::string> accounts() const;
  [[nodiscard]] std::vector<std::string> regions() const;
  [[nodiscard]] Timestamp first() const;
  [[nodiscard]] Timestamp last() const;

  // The facts that correlation needs. `configured` home regions hold for every account; when there
  // are none they are inferred, account by account, and `assumed` says which and why:
  // - what counts is a successful call by a person or program (not by AWS itself) to a service that
  //   has regions: IAM and the like log to us-east-1 from wherever they are called;
  // - with three days of such activity or more, a home region is one that was active on at least a
  //   quarter of them, and on two at least: an intruder's region is active on the days of the
  //   intrusion, a home day after day; and the same of the days on which something was changed,
  //   unless no region is left then: what an auditor looks through every day is no home yet;
  // - with less, a home region is one that carries at least a quarter of the calls.
  [[nodiscard]] std::map<std::string, AccountFacts> facts(
      const std::vector<std::string>& configured, std::vector<AssumedHomeRegion>& assumed) const;

 private:
  struct RegionActivity {
    std::set<std::int64_t> days;         // with a call that counts
    std::set<std::int64_t> change_days;  // with one that changed something
    std::uint64_t calls = 0;             // that count
    std::int64_t last_day = -1;          // the day put into `days` last
    std::int64_t last_change = -1;       // likewise
  };
  // Of all regions of an account.
  struct Total {
    std::set<std::int64_t> days;
    std::set<std::int64_t> change_days;
    std::uint64_t calls = 0;
    bool changes_decide = false;  // there is a region where changes are made day after day
  };
  struct Account {
    Timestamp first = kNoTime;
    Timestamp last = kNoTime;
    std::map<std::string, RegionActivity, std::less<>> regions;
  };

  [[nodiscard]] static Total total_of(const Account& account);
  // Why the region is a home; "" when it is none.
  [[nodiscard]] static std::string reason_for(const RegionActivity& region, const Total& total);
  [[nodiscard]] RegionActivity& find(std::string_view account, std::string_view region);

  void insert(std::int64_t day, std::set<std::int64_t>& days);

  std::map<std::string, Account, std::less<>> accounts_;
  std::size_t memory_bytes_ = 0;
  // The place of the event before.
  std::string_view recent_account_;
  std::string_view recent_region_;
  Account* recent_ = nullptr;
  RegionActivity* recent_activity_ = nullptr;
};

}  // namespace trailsift::detect

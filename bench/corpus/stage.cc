// SPDX-License-Identifier: Apache-2.0
#include "corpus/incidents.h"

namespace corpus {

Stage::Stage(const Account& account, Seconds start, std::uint64_t seed)
    : account_(account), time_(start), random_(seed), focus_(random_.below(1000)) {}

void Stage::begin(std::string_view kind, std::string_view variant, const Principal& actor) {
  actor_ = actor;
  Truth& truth = truths.emplace_back();
  truth.kind = kind;
  truth.variant = variant;
  truth.actor_arn = principal_arn(actor, account_);
  truth.account = account_.id;
  // Someone who is at the sign-in page has none.
  if (actor.caller != Caller::kRootConsole) truth.credential = credential_at(actor, time_);
  truth.first = time_;
}

void Stage::call(std::string_view event, std::string_view region, Outcome outcome,
                 std::array<std::string_view, 4> arguments) {
  PlantedRecord& record = records.emplace_back();
  record.region = region;
  record.time = time_;
  const Scene scene{random_, account_, actor_, region, time_, focus_, arguments};
  truths.back().event_ids.push_back(append_record(record.text, find_event(event), scene, outcome));
  truths.back().last = time_;
  time_ += random_.between(2, 9);
}

std::string truth_line(const Truth& truth) {
  std::string line = R"({"kind":")" + truth.kind + R"(","variant":")" + truth.variant +
                     R"(","actor_arn":")" + truth.actor_arn + R"(","account":")" + truth.account +
                     R"(","credential":")" + truth.credential + R"(","first":")";
  append_iso(line, truth.first);
  line += R"(","last":")";
  append_iso(line, truth.last);
  line += R"(","event_ids":[)";
  for (const std::string& id : truth.event_ids) {
    if (line.back() != '[') line += ',';
    line += '"' + id + '"';
  }
  return line + "]}";
}

}  // namespace corpus

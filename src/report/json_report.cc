// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/json_report.h"

#include <set>
#include <string_view>

#include <nlohmann/json.hpp>

namespace trailsift::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFindingSchema = "trailsift.finding/1";
constexpr const char* kReportSchema = "trailsift.report/1";

// ASCII alone leaves nothing in the output that could act on a terminal.
std::string write(const Json& json, int indent) {
  return json.dump(indent, ' ', true, Json::error_handler_t::replace) + "\n";
}

Json time_or_null(Timestamp time) {
  return time == kNoTime ? Json(nullptr) : Json(format_timestamp(time));
}

Json actor_json(const detect::Actor& actor) {
  return {{"type", actor.type},
          {"arn", actor.arn},
          {"name", actor.name},
          {"credential", actor.credential},
          {"session", actor.session ? Json(*actor.session) : Json(nullptr)}};
}

Json events_json(const std::vector<detect::EventKind>& events) {
  Json list = Json::array();
  for (const detect::EventKind& kind : events) {
    list.push_back({{"source", kind.source}, {"name", kind.name}});
  }
  return list;
}

// A field that was matched twice is told once, with its first value.
Json matched_json(const std::vector<std::pair<std::string, std::string>>& matched) {
  Json object = Json::object();
  for (const auto& [field, value] : matched) object.emplace(field, value);
  return object;
}

Json finding_json(const detect::Finding& finding) {
  return {{"schema", kFindingSchema},
          {"id", finding.id},
          {"rule_id", finding.rule_id},
          {"rule_name", finding.rule_name},
          {"title", finding.title},
          {"level", std::string(sigma::to_string(finding.level))},
          {"tags", finding.tags},
          {"account_id", finding.account_id},
          {"region", finding.regions},
          {"actor", actor_json(finding.actor)},
          {"source_ips", finding.source_ips},
          {"user_agents", finding.user_agents},
          {"events", events_json(finding.events)},
          {"outcome",
           {{"success", finding.outcome.success},
            {"denied", finding.outcome.denied},
            {"failed", finding.outcome.failed}}},
          {"count", finding.count},
          {"first_seen", time_or_null(finding.first_seen)},
          {"last_seen", time_or_null(finding.last_seen)},
          {"event_ids", finding.event_ids},
          {"resources", finding.resources},
          {"matched", matched_json(finding.matched)},
          {"summary", finding.summary},
          {"next_steps", finding.next_steps},
          {"truncated", finding.truncated}};
}

Json incident_json(const detect::Incident& incident) {
  return {{"id", incident.id},
          {"level", std::string(sigma::to_string(incident.level))},
          {"score", incident.score},
          {"story", incident.story},
          {"first_seen", time_or_null(incident.first_seen)},
          {"last_seen", time_or_null(incident.last_seen)},
          {"tactics", incident.tactics},
          {"accounts", incident.accounts},
          {"actors", incident.actors},
          {"credentials", incident.credentials},
          {"source_ips", incident.source_ips},
          {"findings", incident.finding_ids}};
}

// std::map gives its keys sorted.
Json counts_json(const std::map<std::string, std::uint64_t>& counts) {
  Json object = Json::object();
  for (const auto& [name, number] : counts) object[name] = number;
  return object;
}

Json losses_json(const std::vector<detect::Loss>& losses) {
  Json list = Json::array();
  for (const detect::Loss& loss : losses) {
    list.push_back({{"file", loss.file},
                    {"reason", loss.reason},
                    {"position", loss.position},
                    {"records_kept", loss.records_kept},
                    {"detail", loss.detail}});
  }
  return list;
}

Json rules_json(const detect::ScanSummary& summary) {
  Json silent = Json::array();
  for (const detect::SilentRule& rule : summary.silent_rules) {
    silent.push_back({{"name", rule.rule_name}, {"reason", rule.reason}});
  }
  return {{"loaded", summary.rules_loaded},
          {"refused", summary.rules_refused},
          {"not_applicable", summary.rules_not_applicable},
          {"left_out", summary.rules_left_out},
          {"digest", summary.rules_digest},
          {"silent", silent}};
}

Json assumed_json(const detect::ScanSummary& summary) {
  std::set<std::string_view> regions;
  Json evidence = Json::array();
  for (const detect::AssumedHomeRegion& home : summary.assumed_home_regions) {
    regions.insert(home.region);
    evidence.push_back(
        {{"account_id", home.account_id}, {"region", home.region}, {"reason", home.reason}});
  }
  Json lists = Json::object();
  for (const auto& [name, list] : summary.assumed_lists) lists[name] = list.values;
  return {{"home_regions", regions}, {"home_region_evidence", evidence}, {"lists", lists}};
}

Json scan_json(const detect::ScanSummary& summary) {
  return {{"events", summary.events},
          {"duplicates", summary.duplicates},
          {"id_conflicts", summary.id_conflicts},
          {"events_without_time", summary.events_without_time},
          {"events_outside_filters", summary.events_outside_filters},
          {"bytes", {{"read", summary.bytes_read}, {"inflated", summary.bytes_inflated}}},
          {"time", {{"first", time_or_null(summary.first)}, {"last", time_or_null(summary.last)}}},
          {"files",
           {{"total", summary.files_total},
            {"read", summary.files_read},
            {"damaged", summary.files_damaged},
            {"skipped", summary.files_skipped},
            {"not_read", summary.files_not_read}}},
          {"interrupted", summary.interrupted},
          {"skipped", counts_json(summary.skipped)},
          {"losses", losses_json(summary.losses)},
          {"accounts", summary.accounts},
          {"regions", summary.regions},
          {"rules", rules_json(summary)},
          {"filtered", counts_json(summary.filtered)},
          {"configured", {{"home_regions", summary.home_regions}}},
          {"assumed", assumed_json(summary)}};
}

}  // namespace

std::string render_json(const detect::ScanReport& report, const ToolInfo& tool) {
  Json findings = Json::array();
  for (const detect::Finding& finding : report.findings) findings.push_back(finding_json(finding));
  Json incidents = Json::array();
  for (const detect::Incident& incident : report.incidents) {
    incidents.push_back(incident_json(incident));
  }
  const Json document = {
      {"schema", kReportSchema},
      {"tool", {{"name", "trailsift"}, {"version", tool.version}, {"command", tool.command}}},
      {"scan", scan_json(report.summary)},
      {"incidents", incidents},
      {"findings", findings}};
  return write(document, 2);
}

std::string render_jsonl(const std::vector<detect::Finding>& findings) {
  std::string lines;
  for (const detect::Finding& finding : findings) lines += write(finding_json(finding), -1);
  return lines;
}

std::string render_rules_json(const std::vector<sigma::Rule>& rules) {
  Json list = Json::array();
  for (const sigma::Rule& rule : rules) {
    const sigma::Level level = rule.level.value_or(sigma::Level::kMedium);
    const bool correlates = rule.correlation.has_value();
    list.push_back(
        {{"id", rule.id},
         {"name", rule.name},
         {"type", correlates ? std::string(sigma::to_string(rule.correlation->type)) : "event"},
         {"refers_to", correlates ? rule.correlation->rules : std::vector<std::string>()},
         {"level", std::string(sigma::to_string(level))},
         {"status", rule.status},
         {"tags", rule.tags},
         {"serves", rule.presentation.serves},
         {"title", rule.title},
         {"file", rule.file}});
  }
  return write(list, 2);
}

}  // namespace trailsift::report

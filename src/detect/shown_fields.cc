// SPDX-License-Identifier: Apache-2.0
#include "detect/shown_fields.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "detect/hit_data.h"
#include "detect/text_template.h"
#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

// Keys under which requests, responses and service events name what they act on; CloudTrail user
// guide, "CloudTrail record contents", requestParameters, and the API references of the services.
constexpr std::array<std::string_view, 31> kResourceKeys = {"alarmName",
                                                            "allocationId",
                                                            "bucketName",
                                                            "clusterName",
                                                            "dBInstanceIdentifier",
                                                            "dBSnapshotIdentifier",
                                                            "detectorId",
                                                            "documentName",
                                                            "functionName",
                                                            "groupId",
                                                            "groupName",
                                                            "imageId",
                                                            "instanceId",
                                                            "instanceIds",
                                                            "instanceProfileName",
                                                            "keyId",
                                                            "keyName",
                                                            "logGroupName",
                                                            "name",
                                                            "networkAclId",
                                                            "policyArn",
                                                            "policyName",
                                                            "roleArn",
                                                            "roleName",
                                                            "ruleName",
                                                            "secretId",
                                                            "snapshotId",
                                                            "stackName",
                                                            "trailName",
                                                            "userName",
                                                            "values"};

// The predicates that must hold, or may have to, for the expression to hold.
void collect_wanted(const Expression& expression, bool wanted, std::vector<std::uint32_t>& found) {
  if (expression.kind == Expression::Kind::kPredicate && wanted) {
    found.push_back(expression.predicate);
  }
  const bool inner = expression.kind == Expression::Kind::kNot ? !wanted : wanted;
  for (const Expression& child : expression.children) collect_wanted(child, inner, found);
}

bool always_shown(const FieldPath& path) {
  if (!path.has_root || !path.rest.empty()) return false;
  return path.root == Field::kDerivedOutcome ||
         std::find(kContextFields.begin(), kContextFields.end(), path.root) != kContextFields.end();
}

bool names_resource(const FieldPath& path) {
  const bool in_call = path.has_root && (path.root == Field::kRequestParameters ||
                                         path.root == Field::kResponseElements ||
                                         path.root == Field::kServiceEventDetails);
  const std::string_view key = std::string_view(path.rest).substr(path.rest.rfind('.') + 1);
  return in_call && is_one_of(key, kResourceKeys);
}

void show_template_fields(CompiledRule& rule) {
  for (const std::string& name : template_fields(rule.rule.presentation.summary)) {
    show_field(name, rule);
  }
  for (const std::string& step : rule.rule.presentation.next_steps) {
    for (const std::string& name : template_fields(step)) show_field(name, rule);
  }
}

void show_tested_field(const FieldPath& path, CompiledRule& rule) {
  if (!always_shown(path)) show_field(path.name, rule);
}

void link_tests(const std::vector<std::uint32_t>& wanted, std::span<const Predicate> predicates,
                CompiledRule& rule) {
  for (ShownField& field : rule.shown) {
    for (const std::uint32_t test : wanted) {
      const Predicate& predicate = predicates[test];
      const bool same =
          predicate.subject == Predicate::Subject::kField && predicate.path.name == field.path.name;
      if (same) field.tests.push_back(test);
    }
  }
}

}  // namespace

void show_field(const std::string& name, CompiledRule& rule) {
  const bool known = std::any_of(rule.shown.begin(), rule.shown.end(),
                                 [&](const ShownField& field) { return field.path.name == name; });
  if (!known && rule.shown.size() < kMaxShownFields)
    rule.shown.push_back({resolve_field(name), {}});
}

void list_resource(const std::string& name, CompiledRule& rule) {
  FieldPath path = resolve_field(name);
  const bool known = std::any_of(rule.resources.begin(), rule.resources.end(),
                                 [&](const FieldPath& other) { return other.name == name; });
  if (!known && names_resource(path)) rule.resources.push_back(std::move(path));
}

void plan_shown_fields(const Expression& expression, std::span<const Predicate> predicates,
                       CompiledRule& rule) {
  show_template_fields(rule);
  std::vector<std::uint32_t> wanted;
  collect_wanted(expression, true, wanted);
  const sigma::Level level = rule.rule.level.value_or(sigma::Level::kMedium);
  if (rule.is_finding && level > sigma::Level::kInformational) {
    for (const std::uint32_t test : wanted) {
      const Predicate& predicate = predicates[test];
      using Subject = Predicate::Subject;
      if (predicate.subject == Subject::kField || predicate.subject == Subject::kPresence ||
          predicate.subject == Subject::kReference) {
        show_tested_field(predicate.path, rule);
      }
      if (predicate.subject == Subject::kReference) {
        show_tested_field(predicate.reference->other, rule);
      }
    }
    rule.resources = {resolve_field("resources.ARN"), resolve_field("resources.arn")};
    for (const std::string& name : rule.rule.fields) {
      const FieldPath path = resolve_field(name);
      if (!always_shown(path)) show_field(name, rule);
      if (names_resource(path)) rule.resources.push_back(path);
    }
  }
  if (rule.is_finding) show_field("derived.mintedCredential", rule);  // joins incidents
  link_tests(wanted, predicates, rule);
}

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#include "detect/field_check.h"

#include <set>
#include <string>

#include "trailsift/model/field.h"

namespace trailsift::detect {
namespace {

class FieldCheck {
 public:
  explicit FieldCheck(const sigma::Rule& rule) : rule_(rule) {}

  std::vector<sigma::Diagnostic> check() {
    for (const sigma::Selection& selection : rule_.detection->selections) {
      for (const sigma::FieldMap& map : selection.alternatives) {
        for (const sigma::FieldTest& test : map.tests) check(test);
      }
    }
    return std::move(warnings_);
  }

 private:
  void check(const sigma::FieldTest& test) {
    check(test.field, test.position);
    if (!test.has(sigma::Modifier::kFieldRef)) return;
    for (const sigma::Scalar& value : test.values) check(value.text, value.position);
  }

  void check(const std::string& field, sigma::Position position) {
    if (field.empty() || is_known_field(field) || !seen_.insert(field).second) return;
    warnings_.push_back(unknown_field(field, rule_.file, position));
  }

  const sigma::Rule& rule_;
  std::set<std::string> seen_;
  std::vector<sigma::Diagnostic> warnings_;
};

}  // namespace

std::vector<sigma::Diagnostic> check_fields(const sigma::Rule& rule) {
  return FieldCheck(rule).check();
}

sigma::Diagnostic unknown_field(const std::string& field, const std::string& file,
                                sigma::Position position) {
  sigma::Diagnostic warning;
  warning.severity = sigma::Severity::kWarning;
  warning.code = "unknown-field";
  warning.message = "No CloudTrail record has a field \"" + field + "\".";
  if (const auto nearest = nearest_field(field)) {
    warning.hint = "Did you mean \"" + *nearest + "\"?";
  }
  warning.file = file;
  warning.position = position;
  return warning;
}

}  // namespace trailsift::detect

// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/config_template.h"

#include <fmt/format.h>

#include "trailsift/cli/config_key.h"

namespace trailsift::cli {
namespace {

constexpr std::string_view kHeading =
    "# What trailsift is to know of your site. Every key may be left out; take away the # in front "
    "of\n"
    "# what you set. One value may stand alone, without brackets. Paths begin at the folder of "
    "this "
    "file.\n"
    "#\n"
    "# Check it:  trailsift config check trailsift.yml\n"
    "# Use it:    trailsift scan --config trailsift.yml PATH\n";

std::string commented(std::string_view yaml) {
  std::string text = "#";
  for (const char c : yaml) {
    text += c;
    if (c == '\n') text += '#';
  }
  return text;
}

}  // namespace

std::string config_template() {
  std::string text(kHeading);
  for (const ConfigKey& key : config_keys()) {
    text += fmt::format("\n# {}\n{}\n", key.purpose, commented(key.example));
  }
  return text;
}

}  // namespace trailsift::cli

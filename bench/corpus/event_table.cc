// SPDX-License-Identifier: Apache-2.0
#include "corpus/event_table.h"

#include <cstdlib>
#include <iostream>
#include <map>

namespace corpus {
namespace {

using EventTable = std::map<std::string_view, EventTemplate>;

EventTable build_table() {
  EventTable table;
  for (const auto rows : {compute_events(), data_events(), control_events(), attack_events()}) {
    for (const EventRow& row : rows) table.emplace(row.name, row);
  }
  return table;
}

}  // namespace

EventTemplate::EventTemplate(const EventRow& row)
    : service(row.service),
      name(row.name.substr(0, row.name.find('/'))),
      read_only(row.read_only),
      style(row.style),
      request(row.request),
      response(row.response),
      resources(row.resources),
      extra(row.extra) {}

const EventTemplate& find_event(std::string_view name) {
  static const EventTable table = build_table();
  const auto event = table.find(name);
  if (event == table.end()) {
    std::cerr << "corpus: no such event: " << name << '\n';
    std::abort();
  }
  return event->second;
}

}  // namespace corpus

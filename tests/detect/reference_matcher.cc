// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_matcher.h"

#include <arpa/inet.h>
#include <locale.h>
#include <wctype.h>

#include <algorithm>
#include <codecvt>
#include <cstdlib>
#include <ctime>
#include <locale>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace trailsift::detect {
namespace {

using Json = nlohmann::ordered_json;
using sigma::FieldTest;
using sigma::Modifier;
using sigma::Scalar;

std::size_t after_character(const std::string& text, std::size_t at) {
  do {
    ++at;
  } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

// By the C library's table. Letters beyond A-Z count only where their small form is as long.
std::string lowered(const std::string& text) {
  static const locale_t kLocale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      const char c = text[at++];
      result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    const std::size_t size = after_character(text, at) - at;
    const std::string character = text.substr(at, size);
    at += size;
    std::wstring_convert<std::codecvt_utf8<wchar_t>> converter("?", L"?");
    std::wstring wide = converter.from_bytes(character);
    if (wide.size() == 1 && kLocale != nullptr) {
      wide[0] = static_cast<wchar_t>(towlower_l(static_cast<wint_t>(wide[0]), kLocale));
    }
    const std::string small = converter.to_bytes(wide);
    result += wide != L"?" && small.size() == size ? small : character;
  }
  return result;
}

Json document_in(std::string text) {
  static const std::regex kEncoded("^\\s*%(7[Bb]|5[Bb])");
  if (std::regex_search(text, kEncoded)) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::string digits = text[at] == '%' ? text.substr(at + 1, 2) : "";
      const bool escape =
          digits.size() == 2 && digits.find_first_not_of("0123456789abcdefABCDEF") == digits.npos;
      decoded += escape ? static_cast<char>(std::stoi(digits, nullptr, 16)) : text[at];
      if (escape) at += 2;
    }
    text = decoded;
  }
  Json document = Json::parse(text, nullptr, false);
  return document.is_structured() ? document : Json();
}

// Values as the specification sees them: what a path reaches, arrays opened.
void reach(const Json& node, const std::string& path, std::vector<Json>& found) {
  if (node.is_array()) {
    for (const Json& member : node) reach(member, path, found);
    return;
  }
  if (path.empty()) {
    found.push_back(node);
    return;
  }
  if (node.is_string()) {
    const Json document = document_in(node.get<std::string>());
    if (document.is_structured()) reach(document, path, found);
    return;
  }
  if (!node.is_object()) return;
  for (const auto& [key, value] : node.items()) {
    if (key == path) reach(value, "", found);
    if (path.starts_with(key + ".")) reach(value, path.substr(key.size() + 1), found);
  }
}

std::optional<Json> derived_value(const Event& event, const std::string& field) {
  for (const FieldInfo& info : field_table()) {
    if (info.path != field) continue;
    const Value& value = event[info.field];
    if (value.is_null()) return std::nullopt;
    if (value.kind == ValueKind::kString) return Json(std::string(value.text()));
    return Json::parse(value.text());
  }
  return std::nullopt;
}

std::vector<Json> values_of(const std::string& field, const Json& record, const Event& event) {
  std::vector<Json> found;
  if (field.starts_with("derived.")) {
    if (auto value = derived_value(event, field)) found.push_back(*std::move(value));
  } else {
    reach(record, field, found);
  }
  return found;
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::optional<double> number_in(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  static const std::regex kNumber("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  const std::string text = value.get<std::string>();
  if (text.size() > 300 || !std::regex_match(text, kNumber)) return std::nullopt;
  return std::strtod(text.c_str(), nullptr);
}

// A network as bits: an IPv4 address is 32 of them, an IPv6 address 128.
struct Network {
  std::string bits;
  std::size_t length = 0;
};

std::string bits_of(const unsigned char* bytes, std::size_t count) {
  std::string bits;
  for (std::size_t i = 0; i < count * 8; ++i) bits += (bytes[i / 8] >> (7 - i % 8)) & 1 ? '1' : '0';
  return bits;
}

std::optional<std::string> address_bits(const std::string& text) {
  unsigned char bytes[16];
  if (inet_pton(AF_INET, text.c_str(), bytes) == 1) return bits_of(bytes, 4);
  if (inet_pton(AF_INET6, text.c_str(), bytes) != 1) return std::nullopt;
  const bool mapped = std::all_of(bytes, bytes + 10, [](unsigned char b) { return b == 0; }) &&
                      bytes[10] == 0xFF && bytes[11] == 0xFF;
  return mapped ? bits_of(bytes + 12, 4) : bits_of(bytes, 16);
}

std::optional<Network> network_of(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto bits = address_bits(text.substr(0, slash));
  if (!bits) return std::nullopt;
  if (slash == std::string::npos) return Network{*bits, bits->size()};
  const std::string length = text.substr(slash + 1);
  const bool digits = !length.empty() && length.size() <= 3 &&
                      length.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || std::stoul(length) > bits->size()) return std::nullopt;
  return Network{*bits, std::stoul(length)};
}

bool in_network(const std::string& outer_text, const std::string& inner_text) {
  const auto outer = network_of(outer_text);
  const auto inner = network_of(inner_text);
  return outer && inner && outer->bits.size() == inner->bits.size() &&
         inner->length >= outer->length &&
         inner->bits.substr(0, outer->length) == outer->bits.substr(0, outer->length);
}

// Flags at the front, which RE2 knows and the standard library does not, are read by hand. Where
// '.' may match a line end, the line ends of the text are made into spaces.
bool regex_found(const FieldTest& test, std::string pattern, std::string text) {
  std::string letters;
  static const std::regex kLeadingFlags("\\(\\?([is]+)\\)");
  std::smatch leading;
  if (std::regex_search(pattern, leading, kLeadingFlags, std::regex_constants::match_continuous)) {
    letters = leading[1];
    pattern = leading.suffix();
  }
  auto flags = std::regex::ECMAScript;
  if (test.has(Modifier::kReIgnoreCase) || letters.find('i') != std::string::npos) {
    flags |= std::regex::icase;
  }
  if (test.has(Modifier::kReDotAll) || letters.find('s') != std::string::npos) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  }
  // Making one takes far longer than running it.
  static std::map<std::pair<std::string, unsigned>, std::regex> made;
  const auto entry = made.try_emplace({pattern, static_cast<unsigned>(flags)}, pattern, flags);
  return std::regex_search(text, entry.first->second);
}

std::string wildcard_text(const FieldTest& test, const std::string& text) {
  const bool contains = test.field.empty() || test.has(Modifier::kContains);
  const bool before = contains || test.has(Modifier::kEndsWith);
  const bool after = contains || test.has(Modifier::kStartsWith);
  // A backslash at the end must not take the meaning of the star that is put behind it.
  const std::size_t last = text.find_last_not_of('\\');
  const std::size_t backslashes = text.size() - (last == std::string::npos ? 0 : last + 1);
  const bool open = after && backslashes % 2 == 1;
  return (before ? "*" : "") + text + (open ? "\\" : "") + (after ? "*" : "");
}

bool compares(const FieldTest& test, double left, double right) {
  if (test.has(Modifier::kLt)) return left < right;
  if (test.has(Modifier::kLte)) return left <= right;
  if (test.has(Modifier::kGt)) return left > right;
  return left >= right;
}

bool is_comparison(const FieldTest& test) {
  return test.has(Modifier::kLt) || test.has(Modifier::kLte) || test.has(Modifier::kGt) ||
         test.has(Modifier::kGte);
}

bool is_part_test(const FieldTest& test) {
  return test.field.empty() || test.has(Modifier::kContains) || test.has(Modifier::kStartsWith) ||
         test.has(Modifier::kEndsWith);
}

// Every text that windash and the encodings make of a value that has no wildcards, written down one
// by one.
std::vector<std::string> written_anew(const FieldTest& test, const std::string& text) {
  std::vector<std::string> values = {""};
  static const std::vector<std::string> kDashes = {"-", "/", "\u2013", "\u2014", "\u2015"};
  for (std::size_t at = 0; at < text.size();) {
    std::vector<std::string> choices;
    std::size_t size = 1;
    for (const std::string& dash : kDashes) {
      if (!test.has(Modifier::kWindash) || text.compare(at, dash.size(), dash) != 0) continue;
      choices = kDashes;
      size = dash.size();
    }
    if (choices.empty()) choices = {text.substr(at, 1)};
    std::vector<std::string> longer;
    for (const std::string& value : values) {
      for (const std::string& choice : choices) longer.push_back(value + choice);
    }
    values = longer;
    at += size;
  }
  return values;
}

std::string in_utf16(const FieldTest& test, const std::string& text) {
  const bool low_first =
      test.has(Modifier::kUtf16le) || test.has(Modifier::kWide) || test.has(Modifier::kUtf16);
  if (!low_first && !test.has(Modifier::kUtf16be)) return text;
  std::string bytes = test.has(Modifier::kUtf16) ? "\xFF\xFE" : "";
  std::wstring_convert<std::codecvt_utf8_utf16<char16_t>, char16_t> converter;
  for (const char16_t unit : converter.from_bytes(text)) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += low_first ? low : high;
    bytes += low_first ? high : low;
  }
  return bytes;
}

std::string digits_of(const std::string& bits) {
  static const std::string kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at + 6 <= bits.size(); at += 6) {
    text += kDigits[std::stoul(bits.substr(at, 6), nullptr, 2)];
  }
  return text;
}

// Base64 as bits: six make a digit. At an offset, those count that are the value's alone.
std::vector<std::string> in_base64(const FieldTest& test, const std::string& bytes) {
  const std::string bits =
      bits_of(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  if (test.has(Modifier::kBase64)) {
    std::string text = digits_of(bits + std::string((6 - bits.size() % 6) % 6, '0'));
    text.append((4 - text.size() % 4) % 4, '=');
    return {text};
  }
  if (!test.has(Modifier::kBase64Offset)) return {bytes};
  return {digits_of(bits), digits_of(bits.substr(4)), digits_of(bits.substr(2))};
}

bool is_in_place(const FieldTest& test, const std::string& text, const std::string& part) {
  if (test.field.empty() || test.has(Modifier::kContains)) return text.find(part) != text.npos;
  if (test.has(Modifier::kStartsWith)) return text.starts_with(part);
  if (test.has(Modifier::kEndsWith)) return text.ends_with(part);
  return text == part;
}

bool transformed_matches(const FieldTest& test, const std::string& wanted,
                         const std::string& text) {
  const bool cased = test.has(Modifier::kCased);
  for (const std::string& value : written_anew(test, wanted)) {
    for (const std::string& part : in_base64(test, in_utf16(test, value))) {
      if (is_in_place(test, cased ? text : lowered(text), cased ? part : lowered(part))) {
        return true;
      }
    }
  }
  return false;
}

// The parts of a time by the C library's own calendar.
std::optional<double> time_part(const FieldTest& test, const Json& value) {
  const std::string text = value.is_string() ? value.get<std::string>() : "";
  static const std::regex kTime("(\\d{4}-\\d\\d-\\d\\d)([T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?)?");
  if (!std::regex_match(text, kTime)) return std::nullopt;
  std::tm time{};
  if (strptime(text.substr(0, 10).c_str(), "%Y-%m-%d", &time) == nullptr) return std::nullopt;
  std::tm there_and_back = time;
  if (timegm(&there_and_back) == -1 || there_and_back.tm_mday != time.tm_mday) return std::nullopt;
  const bool has_clock = text.size() > 10;
  if (has_clock && strptime(text.substr(11).c_str(), "%H:%M:%S", &time) == nullptr) {
    return std::nullopt;
  }
  if (test.has(Modifier::kMinute)) return time.tm_min;
  if (test.has(Modifier::kHour)) return time.tm_hour;
  if (test.has(Modifier::kDay)) return time.tm_mday;
  if (test.has(Modifier::kMonth)) return time.tm_mon + 1;
  if (test.has(Modifier::kYear)) return time.tm_year + 1900;
  char week[8] = {};
  (void)std::strftime(week, sizeof week, "%V", &time);
  return std::atof(week);
}

bool asks_time_part(const FieldTest& test) {
  return test.has(Modifier::kMinute) || test.has(Modifier::kHour) || test.has(Modifier::kDay) ||
         test.has(Modifier::kWeek) || test.has(Modifier::kMonth) || test.has(Modifier::kYear);
}

bool time_matches(const FieldTest& test, const Scalar& wanted, const Json& value) {
  const std::optional<double> part = time_part(test, value);
  if (!part) return false;
  return is_comparison(test) ? compares(test, *part, wanted.number) : *part == wanted.number;
}

bool is_transformed(const FieldTest& test) {
  for (const Modifier modifier :
       {Modifier::kWindash, Modifier::kBase64, Modifier::kBase64Offset, Modifier::kUtf16le,
        Modifier::kUtf16be, Modifier::kUtf16, Modifier::kWide}) {
    if (test.has(modifier)) return true;
  }
  return false;
}

// Each escape read as a JSON string of its own; two that make a pair of surrogates, together.
std::string without_escapes(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = text[at] != '\\' ? 1 : text[at + 1] != 'u' ? 2 : 6;
    const bool surrogate = size == 6 && (text[at + 2] | 0x20) == 'd' && text[at + 3] >= '8';
    if (surrogate) size = 12;
    const std::string part = text.substr(at, size);
    result += size == 1 ? part : Json::parse('"' + part + '"').get<std::string>();
    at += size;
  }
  return result;
}

bool text_matches(const FieldTest& test, const Scalar& wanted, const std::string& text) {
  if (test.has(Modifier::kRe)) return regex_found(test, wanted.text, text);
  if (is_transformed(test)) return transformed_matches(test, wanted.text, text);
  return reference_glob(wildcard_text(test, wanted.text), text, test.has(Modifier::kCased));
}

bool value_matches(const FieldTest& test, const Scalar& wanted, const Json& value) {
  if (value.is_null()) return wanted.type == Scalar::Type::kNull;
  if (wanted.type == Scalar::Type::kNull) return false;
  if (test.has(Modifier::kCidr)) return in_network(wanted.text, text_of(value));
  if (asks_time_part(test)) return time_matches(test, wanted, value);
  const std::optional<double> number = number_in(value);
  if (is_comparison(test)) {
    const double limit = wanted.type == Scalar::Type::kNumber
                             ? wanted.number
                             : std::strtod(wanted.text.c_str(), nullptr);
    return number && compares(test, *number, limit);
  }
  const bool typed = !is_part_test(test) && !is_transformed(test) && !test.has(Modifier::kRe);
  if (typed && wanted.type == Scalar::Type::kNumber) {
    if (number) return *number == wanted.number;
    return value.is_string() && value.get<std::string>() == wanted.text;
  }
  if (typed && wanted.reads_as_bool && !value.is_object() &&
      lowered(text_of(value)) == (wanted.boolean ? "true" : "false")) {
    return true;
  }
  if (typed && wanted.type == Scalar::Type::kBool) {
    return !value.is_object() && lowered(text_of(value)) == (wanted.boolean ? "true" : "false");
  }
  return text_matches(test, wanted, text_of(value)) ||
         (value.is_object() && text_matches(test, wanted, without_escapes(text_of(value))));
}

// Every "%name%" replaced by each value of its list; nothing when a list is missing.
std::optional<std::vector<std::string>> expanded(const std::string& text,
                                                 const Placeholders& placeholders) {
  static const std::regex kPlaceholder("\\\\%|%([-A-Za-z0-9_.]+)%");
  std::smatch found;
  if (!std::regex_search(text, found, kPlaceholder)) return std::vector<std::string>{text};
  if (!found[1].matched) {
    auto texts = expanded(found.suffix(), placeholders);
    if (texts) {
      for (std::string& tail : *texts) tail.insert(0, found.prefix().str() + "%");
    }
    return texts;
  }
  const auto list = placeholders.find(found[1]);
  if (list == placeholders.end()) return std::nullopt;
  const auto rest = expanded(found.suffix(), placeholders);
  if (!rest) return std::nullopt;
  std::vector<std::string> texts;
  for (const std::string& value : list->second) {
    for (const std::string& tail : *rest) texts.push_back(found.prefix().str() + value + tail);
  }
  return texts;
}

class Evaluation {
 public:
  Evaluation(const sigma::Detection& detection, const Placeholders& placeholders,
             const Json& record, const Event& event)
      : detection_(detection), placeholders_(placeholders), record_(record), event_(event) {}

  bool condition(const sigma::Condition& node) {
    using Kind = sigma::Condition::Kind;
    const auto holds = [&](const sigma::Condition& child) { return condition(child); };
    switch (node.kind) {
      case Kind::kSelection:
        return selection(detection_.selections[node.selection]);
      case Kind::kNot:
        return !condition(node.children.front());
      case Kind::kAnd:
        return std::all_of(node.children.begin(), node.children.end(), holds);
      case Kind::kOr:
        return std::any_of(node.children.begin(), node.children.end(), holds);
    }
    return false;
  }

 private:
  bool selection(const sigma::Selection& selection) {
    return std::any_of(selection.alternatives.begin(), selection.alternatives.end(),
                       [&](const sigma::FieldMap& map) {
                         return std::all_of(
                             map.tests.begin(), map.tests.end(),
                             [&](const FieldTest& test) { return field_test(test); });
                       });
  }

  bool field_test(const FieldTest& test) {
    std::vector<Json> values;
    if (test.field.empty()) {
      values.emplace_back(std::string(event_.record));
      values.emplace_back(without_escapes(std::string(event_.record)));
    } else {
      values = values_of(test.field, record_, event_);
    }
    const bool result =
        test.has(Modifier::kExists) ? existence(test, values) : any_value(test, values);
    return test.has(Modifier::kNeq) ? !result : result;
  }

  static bool existence(const FieldTest& test, const std::vector<Json>& values) {
    const bool there = std::any_of(values.begin(), values.end(),
                                   [](const Json& value) { return !value.is_null(); });
    return there == test.values.front().boolean;
  }

  std::vector<Scalar> wanted_values(const FieldTest& test) {
    if (!test.has(Modifier::kExpand)) return test.values;
    std::vector<Scalar> wanted;
    for (const Scalar& scalar : test.values) {
      const auto texts = expanded(scalar.text, placeholders_);
      for (const std::string& text : *texts) {
        wanted.push_back(scalar);
        wanted.back().text = text;
      }
    }
    return wanted;
  }

  bool any_value(const FieldTest& test, const std::vector<Json>& values) {
    if (test.has(Modifier::kFieldRef)) return references(test, values);
    const std::vector<Scalar> wanted = wanted_values(test);
    const auto found = [&](const Scalar& scalar) {
      if (values.empty()) return scalar.type == Scalar::Type::kNull;
      return std::any_of(values.begin(), values.end(),
                         [&](const Json& value) { return value_matches(test, scalar, value); });
    };
    if (wanted.empty()) return false;
    return test.has(Modifier::kAll) ? std::all_of(wanted.begin(), wanted.end(), found)
                                    : std::any_of(wanted.begin(), wanted.end(), found);
  }

  bool references(const FieldTest& test, const std::vector<Json>& values) {
    const auto related = [&](const Scalar& name) {
      for (const Json& other : values_of(name.text, record_, event_)) {
        for (const Json& value : values) {
          if (are_related(test, value, other)) return true;
        }
      }
      return false;
    };
    return test.has(Modifier::kAll) ? std::all_of(test.values.begin(), test.values.end(), related)
                                    : std::any_of(test.values.begin(), test.values.end(), related);
  }

  static bool are_related(const FieldTest& test, const Json& value, const Json& other) {
    if (value.is_null() || other.is_null()) return false;
    const bool part = test.has(Modifier::kContains) || test.has(Modifier::kStartsWith) ||
                      test.has(Modifier::kEndsWith);
    const bool numbers = value.is_number() || other.is_number();
    if (!part && numbers && number_in(value) && number_in(value) == number_in(other)) return true;
    const bool cased = test.has(Modifier::kCased);
    return is_in_place(test, cased ? text_of(value) : lowered(text_of(value)),
                       cased ? text_of(other) : lowered(text_of(other)));
  }

  const sigma::Detection& detection_;
  const Placeholders& placeholders_;
  const Json& record_;
  const Event& event_;
};

bool is_decidable(const sigma::Selection& selection, const Placeholders& placeholders) {
  for (const sigma::FieldMap& map : selection.alternatives) {
    for (const FieldTest& test : map.tests) {
      if (!test.has(Modifier::kExpand)) continue;
      for (const Scalar& scalar : test.values) {
        if (!expanded(scalar.text, placeholders)) return false;
      }
    }
  }
  return true;
}

// A rule whose condition asks for a list that is not there never matches.
bool is_decidable(const sigma::Detection& detection, const sigma::Condition& condition,
                  const Placeholders& placeholders) {
  if (condition.kind == sigma::Condition::Kind::kSelection) {
    return is_decidable(detection.selections[condition.selection], placeholders);
  }
  return std::all_of(
      condition.children.begin(), condition.children.end(),
      [&](const sigma::Condition& child) { return is_decidable(detection, child, placeholders); });
}

struct Symbol {
  enum class Kind { kText, kRun, kOne } kind = Kind::kText;
  char c = 0;
};

std::vector<Symbol> symbols_of(const std::string& pattern) {
  std::vector<Symbol> symbols;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool special =
        i + 1 < pattern.size() && std::string("*?\\").find(pattern[i + 1]) != std::string::npos;
    if (pattern[i] == '\\' && special) {
      symbols.push_back({Symbol::Kind::kText, pattern[++i]});
    } else if (pattern[i] == '*') {
      symbols.push_back({Symbol::Kind::kRun, 0});
    } else if (pattern[i] == '?') {
      symbols.push_back({Symbol::Kind::kOne, 0});
    } else {
      symbols.push_back({Symbol::Kind::kText, pattern[i]});
    }
  }
  return symbols;
}

}  // namespace

// reached[i]: the symbols so far can take the first i bytes of the text.
bool reference_glob(const std::string& pattern, const std::string& text, bool cased) {
  const std::string subject = cased ? text : lowered(text);
  std::vector<bool> reached(subject.size() + 1, false);
  reached[0] = true;
  for (const Symbol& symbol : symbols_of(cased ? pattern : lowered(pattern))) {
    std::vector<bool> next(subject.size() + 1, false);
    bool any_before = false;
    for (std::size_t i = 0; i <= subject.size(); ++i) {
      any_before = any_before || reached[i];
      if (symbol.kind == Symbol::Kind::kRun) next[i] = any_before;
      if (!reached[i] || i == subject.size()) continue;
      if (symbol.kind == Symbol::Kind::kText && subject[i] == symbol.c) next[i + 1] = true;
      if (symbol.kind == Symbol::Kind::kOne) next[after_character(subject, i)] = true;
    }
    reached = next;
  }
  return reached[subject.size()];
}

bool reference_matches(const sigma::Rule& rule, const Placeholders& placeholders,
                       const Json& record, const Event& event) {
  const sigma::Detection& detection = *rule.detection;
  return is_decidable(detection, detection.condition, placeholders) &&
         Evaluation(detection, placeholders, record, event).condition(detection.condition);
}

bool reference_passes(const sigma::Filter& filter, const sigma::Rule& rule,
                      const Placeholders& placeholders, const Json& record, const Event& event) {
  const sigma::Detection& detection = filter.detection;
  const bool is_for_rule =
      filter.any_rule ||
      std::any_of(filter.rules.begin(), filter.rules.end(),
                  [&](const std::string& name) { return name == rule.id || name == rule.name; });
  return !is_for_rule || !is_decidable(detection, detection.condition, placeholders) ||
         Evaluation(detection, placeholders, record, event).condition(detection.condition);
}

}  // namespace trailsift::detect

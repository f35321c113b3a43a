// SPDX-License-Identifier: Apache-2.0
#include "model/record_splitter.h"

#include <algorithm>
#include <string>

#include "model/json_text.h"
#include "trailsift/base/ascii.h"
#include "trailsift/base/base64.h"
#include "trailsift/io/gzip_text.h"

namespace trailsift::model {
namespace {

// NUL padding is taken for white space between values.
bool is_gap(char c) { return is_space(c) || c == '\0'; }

std::string_view loss_reason(ParseStatus status) {
  switch (status) {
    case ParseStatus::kTooDeep:
      return "record-too-deep";
    case ParseStatus::kTooLarge:
      return "record-too-large";
    default:
      return "malformed-record";
  }
}

std::string_view loss_detail(ParseStatus status) {
  switch (status) {
    case ParseStatus::kTooDeep:
      return "nested deeper than --max-depth allows";
    case ParseStatus::kTooLarge:
      return "larger than --max-record allows";
    default:
      return "not valid JSON";
  }
}

// The first key of the object at text[0] == '{', and where it ends; nothing when it is not all
// there.
struct FirstKey {
  bool found = false;
  std::string_view text;
};

FirstKey first_key(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() && is_space(text[at])) ++at;
  if (at >= text.size() || text[at] != '"') return {};
  const std::size_t end = text.find('"', at + 1);
  if (end == std::string_view::npos) return {};
  return {true, text.substr(at + 1, end - at - 1)};
}

// CloudWatch Logs export tasks put the time of delivery before each record, as a date or a number.
bool is_export_prefix(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || c == '-' || c == ':' || c == '.' || c == 'T' || c == 'Z' || c == ' ' ||
           c == '\t';
  });
}

}  // namespace

std::size_t RecordSplitter::feed(std::string_view text, std::uint64_t offset, bool last) {
  text_ = text;
  offset_ = offset;
  last_ = last;
  at_ = 0;
  cut_ = false;
  searched_from_ = std::string_view::npos;
  while (step() == Step::kGoOn) {
  }
  return at_;
}

void RecordSplitter::restart() {
  frames_.clear();
  cut_ = false;
  recovering_ = false;
  in_junk_ = false;
}

RecordSplitter::Step RecordSplitter::step() {
  if (recovering_) return recover();
  if (frames_.empty()) return step_top();
  return frames_.back() == Frame::kObject ? step_object() : step_list();
}

// At the end of the text, or before something whose end is not in the window.
RecordSplitter::Step RecordSplitter::need_more() {
  if (last_) cut_ = cut_ || at_ < text_.size() || !frames_.empty();
  return Step::kNeedMore;
}

RecordSplitter::Step RecordSplitter::step_top() {
  while (at_ < text_.size() && (is_gap(text_[at_]) || text_[at_] == ',')) ++at_;
  if (at_ >= text_.size()) return Step::kEnd;
  if (text_[at_] == '[') return enter_list(Frame::kList);
  return text_[at_] == '{' ? enter_object() : take_junk();
}

// An empty list is a log without events.
RecordSplitter::Step RecordSplitter::enter_list(Frame frame) {
  std::size_t first = at_ + 1;
  while (first < text_.size() && is_gap(text_[first])) ++first;
  if (first >= text_.size()) return need_more();
  at_ = first;
  frames_.push_back(frame);
  if (peek() == ']') collector_.report().is_log = true;
  return Step::kGoOn;
}

// An object at the top level: entered when it may be a long envelope, else taken whole.
RecordSplitter::Step RecordSplitter::enter_object() {
  const FirstKey key = first_key(text_.substr(at_));
  if (!key.found && text_.size() - at_ < 64 && !last_) return need_more();
  if (!key.found || !begins_long_envelope(key.text)) return take_item();
  ++at_;
  frames_.push_back(Frame::kObject);
  return Step::kGoOn;
}

// Text between values: an export task's prefix, or a line that is no JSON.
RecordSplitter::Step RecordSplitter::take_junk() {
  const std::size_t end = text_.find_first_of("\n{", at_);
  if (end == std::string_view::npos && !last_ && text_.size() - at_ < 64) return need_more();
  const std::size_t stop = std::min(end, text_.size());
  if (stop < text_.size() && text_[stop] == '{' &&
      is_export_prefix(text_.substr(at_, stop - at_))) {
    at_ = stop;
    return Step::kGoOn;
  }
  return lose(ParseStatus::kMalformed, at_);
}

RecordSplitter::Step RecordSplitter::step_object() {
  while (at_ < text_.size() && (is_space(text_[at_]) || text_[at_] == ',')) ++at_;
  if (at_ >= text_.size()) return need_more();
  if (text_[at_] == '}') {
    ++at_;
    frames_.pop_back();
    return Step::kGoOn;
  }
  if (text_[at_] != '"') return lose(ParseStatus::kMalformed, at_);
  ScannedValue key;
  if (!scan_value(text_, at_, key)) return incomplete_value();
  std::size_t value = key.end;
  while (value < text_.size() && (is_space(text_[value]) || text_[value] == ':')) ++value;
  if (value >= text_.size()) return need_more();
  const std::string_view name = key.value.text();
  const std::size_t before = at_;
  at_ = value;
  const Step step = member_value(key.escaped ? unescape(name, collector_.arena()) : name);
  if (step == Step::kNeedMore) at_ = before;
  return step;
}

RecordSplitter::Step RecordSplitter::member_value(std::string_view key) {
  const bool rows = key == "QueryResultRows" || key == "Rows";
  if (peek() == '[' && (rows || is_list_key(key))) {
    return enter_list(rows ? Frame::kRows : Frame::kList);
  }
  if (peek() == '{' && key == "ResultSet") {
    frames_.push_back(Frame::kObject);
    ++at_;
    return Step::kGoOn;
  }
  return skip_member();
}

// A number or a word that reaches the end of the window may go on in the next one.
bool RecordSplitter::scan(ScannedValue& scanned) const {
  if (!scan_value(text_, at_, scanned)) return false;
  const bool has_end = scanned.value.kind >= ValueKind::kString;
  return has_end || last_ || scanned.end < text_.size();
}

// A value beside the list that matters: a token, statistics, a name.
RecordSplitter::Step RecordSplitter::skip_member() {
  ScannedValue scanned;
  if (!scan(scanned)) return unreadable_value();
  at_ = scanned.end;
  return Step::kGoOn;
}

// What scan_value() cannot read: only the end of a string, list or object may be still to come.
RecordSplitter::Step RecordSplitter::unreadable_value() {
  const bool open_ended = peek() == '{' || peek() == '[' || peek() == '"';
  const bool ends_here = text_.find_first_of(",:}] \t\r\n", at_) != std::string_view::npos;
  if (!open_ended && ends_here) return lose(ParseStatus::kMalformed, at_);
  return incomplete_value();
}

// A value that does not end in this window: it goes on in the next one, or makes no sense.
RecordSplitter::Step RecordSplitter::incomplete_value() {
  if (text_.size() - at_ > collector_.limits().max_record_bytes) {
    return lose(ParseStatus::kTooLarge, at_);
  }
  if (last_ && next_record_start(at_ + 1) != std::string_view::npos) {
    return lose(ParseStatus::kMalformed, at_);
  }
  return need_more();
}

RecordSplitter::Step RecordSplitter::step_list() {
  while (at_ < text_.size() && (is_space(text_[at_]) || text_[at_] == ',')) ++at_;
  if (at_ >= text_.size()) return need_more();
  if (text_[at_] == ']') {
    ++at_;
    frames_.pop_back();
    return Step::kGoOn;
  }
  const bool row = frames_.back() == Frame::kRows && text_[at_] == '[';
  return text_[at_] == '{' && !row ? take_item() : take_other_item();
}

// The hot path: an object that is most likely a record.
RecordSplitter::Step RecordSplitter::take_item() {
  std::size_t end = 0;
  const ParseStatus status = collector_.parse(text_.substr(at_), &end);
  if (status == ParseStatus::kIncomplete) return incomplete_value();
  if (status == ParseStatus::kMalformed) return lose(status, at_ + end);
  if (status != ParseStatus::kOk) return lose(status, at_);
  in_junk_ = false;
  const bool rows = !frames_.empty() && frames_.back() == Frame::kRows;
  if (rows) {
    open_row(text_.substr(at_, end));
    end_item();
  } else if (is_cloudtrail_record(collector_.parsed())) [[likely]] {
    collector_.keep();
    if (depth_ == 0 && collector_.is_empty()) collector_.release_text();
  } else {
    open(text_.substr(at_, end));
    end_item();
  }
  at_ += end;
  return Step::kGoOn;
}

// An item that is no object: a row of a Lake query, a list of records (what gathers many files into
// one makes such), a record as a string, or nothing of ours.
RecordSplitter::Step RecordSplitter::take_other_item() {
  ScannedValue scanned;
  if (!scan(scanned)) return unreadable_value();
  const std::string_view text = scanned.value.text();
  if (scanned.value.kind == ValueKind::kArray && frames_.back() == Frame::kRows) {
    open_row(text);
  } else if (scanned.value.kind == ValueKind::kArray && text.find('{') != std::string_view::npos) {
    open_text(text);
  } else if (scanned.value.kind == ValueKind::kString && text.find('{') != std::string_view::npos) {
    open_text(scanned.escaped ? unescape(text, collector_.arena()) : text);
  } else {
    collector_.report().skip("other-json");
  }
  end_item();
  at_ = scanned.end;
  return Step::kGoOn;
}

// ---- what is not itself a record ----

// Gives out the events that came out of an envelope, and lets go of what it unpacked to: very many
// of them may stand in one window.
void RecordSplitter::end_item() {
  if (depth_ > 0) return;
  collector_.flush();
  collector_.release_text();
  own_left_ = max_inner_bytes_;
}

void RecordSplitter::open(std::string_view object) {
  FileReport& report = collector_.report();
  const Envelope envelope = open_envelope(object, collector_.arena());
  switch (envelope.kind) {
    case Envelope::Kind::kObject:
      return open_record(envelope.payload.text());
    case Envelope::Kind::kText:
      return open_text(envelope.payload.text());
    case Envelope::Kind::kBase64:
      return open_base64(envelope.payload.text());
    case Envelope::Kind::kList:
      return open_text(envelope.payload.text());
    case Envelope::Kind::kRows:
      return open_rows(envelope.payload);
    case Envelope::Kind::kForeign:
      return report.skip(envelope.reason);
    case Envelope::Kind::kUnsupported:
      return report.lose(envelope.reason, position(), envelope.detail);
  }
}

void RecordSplitter::open_record(std::string_view object) {
  const std::string_view text = padded_copy(object, collector_.arena());
  std::size_t end = 0;
  const ParseStatus status = collector_.parse(text, &end);
  if (status != ParseStatus::kOk) {
    collector_.report().lose(loss_reason(status), position(), loss_detail(status));
  } else if (is_cloudtrail_record(collector_.parsed())) {
    collector_.keep();
  } else {
    collector_.report().skip("other-json");
  }
}

void RecordSplitter::open_text(std::string_view text) {
  FileReport& report = collector_.report();
  if (depth_ >= kMaxDepth) {
    return report.lose("too-many-envelopes", position(), "messages inside messages too deep");
  }
  if (text.size() > *inner_bytes_left_) {
    return report.lose("too-large", position(), "messages that unpack to more than is allowed");
  }
  *inner_bytes_left_ -= text.size();
  RecordSplitter inner(*this, depth_ + 1);
  const std::string_view padded = padded_copy(text, collector_.arena());
  const std::size_t done = inner.feed(padded, position(), true);
  if (inner.is_cut() || done < padded.size()) {
    report.lose("malformed-record", position(), "a message that is cut off");
  }
}

void RecordSplitter::open_base64(std::string_view text) {
  FileReport& report = collector_.report();
  const auto bytes = decode_base64(text);
  if (!bytes) return report.lose("malformed-record", position(), "data that is not base64");
  if (!io::is_gzip(*bytes)) return open_text(*bytes);
  const io::GzipText inflated = io::inflate_text(*bytes, *inner_bytes_left_);
  if (inflated.status != io::DecodeStatus::kOk) {
    report.lose(io::to_string(inflated.status), position(), "compressed data inside a message");
  }
  open_text(inflated.text);
}

// Rows inside an object that was taken whole.
void RecordSplitter::open_rows(const Value& list) {
  MemberCursor cursor(list.text());
  while (cursor.next()) open_row(cursor.value().text());
}

void RecordSplitter::open_row(std::string_view row) {
  std::string record;
  if (rows_.read(row, collector_.arena(), record)) open_record(record);
}

// ---- damage ----

RecordSplitter::Step RecordSplitter::lose(ParseStatus status, std::size_t where) {
  const bool goes_on = in_junk_ && frames_.empty();  // the lines of one broken object are one loss
  if (!goes_on) {
    collector_.report().lose(loss_reason(status), position_of(where), loss_detail(status));
  }
  in_junk_ = true;
  recovering_ = true;
  item_start_ = true;
  return Step::kGoOn;
}

// Goes to the next place where a record may begin; outside lists that is also the next line.
RecordSplitter::Step RecordSplitter::recover() {
  const std::size_t start = next_record_start(item_start_ ? at_ + 1 : at_);
  const std::size_t other = frames_.empty() ? next_line(start) : behind_balanced_item(start);
  const std::size_t next = std::min(start, other);
  if (next != std::string_view::npos) {
    recovering_ = false;
    at_ = next;
    return Step::kGoOn;
  }
  if (last_) {
    at_ = text_.size();
    frames_.clear();
    return Step::kEnd;
  }
  // Its end may still come.
  if (is_at_broken_item() && text_.size() - at_ <= collector_.limits().max_record_bytes) {
    return Step::kNeedMore;
  }
  constexpr std::size_t kOverlap = 64;  // the beginning of a record may be cut
  if (text_.size() > kOverlap && text_.size() - kOverlap > at_) {
    at_ = text_.size() - kOverlap;
    item_start_ = false;
  }
  return Step::kNeedMore;
}

std::size_t RecordSplitter::next_line(std::size_t limit) const {
  return text_.substr(0, limit).find('\n', at_);
}

bool RecordSplitter::is_at_broken_item() const {
  return item_start_ && peek() == '{' && !frames_.empty() && frames_.back() != Frame::kObject;
}

// Where the list goes on when the brackets of its broken item balance. Looks no further than
// `limit`, where the next record begins: a text full of broken items is to be read once and not
// once an item.
std::size_t RecordSplitter::behind_balanced_item(std::size_t limit) const {
  ScannedValue scanned;
  if (!is_at_broken_item()) return std::string_view::npos;
  if (!scan_value(text_.substr(0, limit), at_, scanned)) return std::string_view::npos;
  std::size_t behind = scanned.end;
  while (behind < text_.size() && is_space(text_[behind])) ++behind;
  const bool goes_on = behind < text_.size() && (text_[behind] == ',' || text_[behind] == ']');
  return goes_on ? behind : std::string_view::npos;
}

// Remembers what it found, for the same reason.
std::size_t RecordSplitter::next_record_start(std::size_t from) {
  if (from < searched_from_ || from > found_start_) {
    searched_from_ = from;
    found_start_ = find_record_start(from);
  }
  return found_start_;
}

std::size_t RecordSplitter::find_record_start(std::size_t from) const {
  while (true) {
    const std::size_t key = text_.find("\"eventVersion\"", from);
    if (key == std::string_view::npos) return key;
    std::size_t brace = key;
    while (brace > from && is_space(text_[brace - 1])) --brace;
    if (brace > from && text_[brace - 1] == '{') return brace - 1;
    from = key + 1;
  }
}

}  // namespace trailsift::model

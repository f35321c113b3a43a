// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "corpus/identifiers.h"
#include "corpus/text_template.h"

// The placeholders of TextTemplate.
namespace corpus {
namespace {

using Text = std::string;

// The resource that the scene is about: the same in every place of one record.
template <Pool Kind>
void fill_pool(Text& out, const Scene& scene, const Piece&) {
  const auto& pool = scene.account.pool(Kind);
  out += pool[scene.focus % pool.size()];
}

void fill_bucket(Text& out, const Scene& scene, const Piece&) {
  out += bucket_of(scene.account, scene.principal, scene.focus);
}

template <std::size_t Index>
void fill_argument(Text& out, const Scene& scene, const Piece&) {
  out += scene.arguments[Index];
}

void fill_int(Text& out, const Scene& scene, const Piece& piece) {
  append_number(out, scene.random.between(piece.low, piece.high));
}

void fill_hex(Text& out, const Scene& scene, const Piece& piece) {
  append_hex(out, scene.random, scene.random.between(piece.low, piece.high));
}

void fill_upper(Text& out, const Scene& scene, const Piece& piece) {
  append_upper(out, scene.random, piece.low);
}

void fill_alnum(Text& out, const Scene& scene, const Piece& piece) {
  append_alnum(out, scene.random, scene.random.between(piece.low, piece.high));
}

void fill_lower(Text& out, const Scene& scene, const Piece& piece) {
  append_lower(out, scene.random, scene.random.between(piece.low, piece.high));
}

void fill_base64(Text& out, const Scene& scene, const Piece& piece) {
  append_base64(out, scene.random, scene.random.between(piece.low, piece.high));
}

void fill_digits(Text& out, const Scene& scene, const Piece& piece) {
  append_digits(out, scene.random, piece.low);
}

void fill_uuid(Text& out, const Scene& scene, const Piece&) { append_uuid(out, scene.random); }

void fill_account(Text& out, const Scene& scene, const Piece&) { out += scene.account.id; }
void fill_region(Text& out, const Scene& scene, const Piece&) { out += scene.region; }
void fill_trail(Text& out, const Scene& scene, const Piece&) { out += scene.account.trail; }
void fill_name(Text& out, const Scene& scene, const Piece&) { out += scene.principal.name; }
void fill_session(Text& out, const Scene& scene, const Piece&) { out += scene.principal.session; }

void fill_actor(Text& out, const Scene& scene, const Piece&) {
  out += principal_arn(scene.principal, scene.account);
}

void fill_iso(Text& out, const Scene& scene, const Piece&) { append_iso(out, scene.time); }
void fill_english(Text& out, const Scene& scene, const Piece&) { append_english(out, scene.time); }

void fill_expiry(Text& out, const Scene& scene, const Piece&) {
  append_english(out, scene.time + kHour);
}

void fill_epoch(Text& out, const Scene& scene, const Piece&) {
  append_number(out, static_cast<std::uint64_t>(scene.time) * 1000 + scene.random.below(1000));
}

void fill_private_address(Text& out, const Scene& scene, const Piece&) {
  out += "10.";
  append_number(out, scene.random.below(4));
  out += '.';
  append_number(out, scene.random.below(256));
  out += '.';
  append_number(out, scene.random.between(4, 250));
}

// A session token: a fixed preamble, as real ones have, and then noise.
void fill_token(Text& out, const Scene& scene, const Piece&) {
  out += "IQoJb3JpZ2luX2VjE";
  append_base64(out, scene.random, scene.random.between(420, 760));
  out += "==";
}

template <std::size_t Size>
void fill_word(Text& out, const Scene& scene, const std::array<std::string_view, Size>& words) {
  out += words[scene.random.below(Size)];
}

void fill_word(Text& out, const Scene& scene, const Piece&) {
  fill_word(
      out, scene,
      std::to_array<std::string_view>({"orders", "billing", "search", "media", "ledger", "catalog",
                                       "payments", "reports", "events", "session", "profile",
                                       "inventory", "shipping", "pricing", "audit", "metrics"}));
}

void fill_type(Text& out, const Scene& scene, const Piece&) {
  fill_word(out, scene,
            std::to_array<std::string_view>(
                {"t3.medium", "t3.large", "m5.large", "m6i.xlarge", "c6i.large", "r6g.large"}));
}

void fill_extension(Text& out, const Scene& scene, const Piece&) {
  fill_word(out, scene,
            std::to_array<std::string_view>(
                {"json", "parquet", "csv.gz", "jpg", "log", "avro", "html", "zip"}));
}

struct Slot {
  std::string_view name;
  Fill fill;
};

constexpr std::array kSlots = std::to_array<Slot>({
    {"0", &fill_argument<0>},
    {"1", &fill_argument<1>},
    {"2", &fill_argument<2>},
    {"3", &fill_argument<3>},
    {"account", &fill_account},
    {"actor", &fill_actor},
    {"alnum", &fill_alnum},
    {"base64", &fill_base64},
    {"bucket", &fill_bucket},
    {"cluster", &fill_pool<Pool::kCluster>},
    {"digits", &fill_digits},
    {"english", &fill_english},
    {"epoch", &fill_epoch},
    {"expiry", &fill_expiry},
    {"extension", &fill_extension},
    {"function", &fill_pool<Pool::kFunction>},
    {"hex", &fill_hex},
    {"image", &fill_pool<Pool::kImage>},
    {"instance", &fill_pool<Pool::kInstance>},
    {"int", &fill_int},
    {"interface", &fill_pool<Pool::kInterface>},
    {"iso", &fill_iso},
    {"key", &fill_pool<Pool::kKey>},
    {"loggroup", &fill_pool<Pool::kLogGroup>},
    {"lower", &fill_lower},
    {"name", &fill_name},
    {"parameter", &fill_pool<Pool::kParameter>},
    {"private", &fill_private_address},
    {"queue", &fill_pool<Pool::kQueue>},
    {"region", &fill_region},
    {"repository", &fill_pool<Pool::kRepository>},
    {"role", &fill_pool<Pool::kRole>},
    {"secret", &fill_pool<Pool::kSecret>},
    {"securitygroup", &fill_pool<Pool::kSecurityGroup>},
    {"session", &fill_session},
    {"snapshot", &fill_pool<Pool::kSnapshot>},
    {"stack", &fill_pool<Pool::kStack>},
    {"subnet", &fill_pool<Pool::kSubnet>},
    {"table", &fill_pool<Pool::kTable>},
    {"token", &fill_token},
    {"topic", &fill_pool<Pool::kTopic>},
    {"trail", &fill_trail},
    {"type", &fill_type},
    {"upper", &fill_upper},
    {"user", &fill_pool<Pool::kUser>},
    {"uuid", &fill_uuid},
    {"volume", &fill_pool<Pool::kVolume>},
    {"vpc", &fill_pool<Pool::kVpc>},
    {"word", &fill_word},
});

}  // namespace

Fill find_slot(std::string_view name) {
  const auto slot = std::find_if(kSlots.begin(), kSlots.end(),
                                 [&](const Slot& entry) { return entry.name == name; });
  return slot == kSlots.end() ? nullptr : slot->fill;
}

}  // namespace corpus

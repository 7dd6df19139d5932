#include "shared/voting/receipt.h"

#include <algorithm>

#include "shared/base/tr.h"

namespace pochin::voting {
namespace {

constexpr char kBase32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";  // RFC 4648
constexpr std::size_t kTrackerLetters = 16, kGroup = 4;

std::string in_groups(std::string_view text, std::size_t size, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += size) {
    if (i > 0) out += between;
    out += text.substr(i, size);
  }
  return out;
}

}  // namespace

std::string canonical_ballot(std::string_view campaign, BallotKind kind, const Ballot& ballot) {
  CastBallot choices = ballot.choices;
  if (kind != BallotKind::ranked) std::ranges::sort(choices, {}, &CastChoice::project);
  std::string text = "pochin-ballot-1\n";
  text += campaign;
  text += '\n';
  text += ballot.district;
  text += '\n';
  for (const CastChoice& each : choices) {
    text += each.project;
    text += '=';
    text += std::to_string(each.points);
    text += '\n';
  }
  return text;
}

Digest commitment(std::string_view nonce, std::string_view canonical) {
  std::string bytes(nonce);
  bytes += canonical;
  return sha256(bytes);
}

std::string tracker(std::string_view nonce) {
  std::string bytes = "tracker";
  bytes += nonce;
  const Digest digest = sha256(bytes);
  std::string letters;
  uint32_t held = 0;
  int bits = 0;
  for (std::size_t next = 0; letters.size() < kTrackerLetters;) {
    if (bits < 5) {
      held = (held << 8 | digest[next++]) & 0xFFFF;
      bits += 8;
    }
    bits -= 5;
    letters += kBase32[held >> bits & 31];
  }
  return in_groups(letters, kGroup, "-");
}

Digest place_of(std::string_view seed, std::string_view tracker) {
  std::string bytes(seed);
  bytes += '\0';
  bytes += tracker;
  return sha256(bytes);
}

std::string receipt_text(std::string_view campaign, std::string_view title, std::string_view leaf,
                         std::string_view key) {
  return tr(
      "Ваш голос принят.\n"
      "Голосование: {}\n"
      "Код: {}\n"
      "Квитанция: {}\n"
      "Ключ подписи журнала: {}\n"
      "По квитанции нельзя узнать, за что вы голосовали. Проверить, что голос лежит в открытом журнале, можно на "
      "странице «Проверить свой голос».\n",
      title, campaign, in_groups(leaf, 8, " "), key);
}

std::string receipt_qr(std::string_view campaign, std::string_view leaf) {
  return "pochin:" + std::string(campaign) + ":" + std::string(leaf);
}

std::optional<Digest> digest_from_hex(std::string_view text) {
  const auto bytes = unhex(text);
  Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::ranges::copy(*bytes, digest.begin());
  return digest;
}

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace pochin::voting

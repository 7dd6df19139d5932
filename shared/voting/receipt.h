// What binds a cast ballot without showing it (architecture.md §4). The server draws a nonce of 32 random bytes for
// each ballot; SHA-256(nonce ‖ canonical ballot) is the entry of the public log and the receipt. Who knows neither the
// nonce nor the choice learns nothing from it; who is given both by the commission can check that they are the ones.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/sha256.h"
#include "shared/voting/ballot.h"

namespace pochin::voting {

inline constexpr std::size_t kNonceBytes = 32;

// Lines, each ended by "\n": "pochin-ballot-1", the campaign as the wire names it, the district (may be empty), and
// "<project>=<points>" for each choice — in the voter's order for a ranked ballot, else by the bytes of the project.
// Precondition: no name holds "\n" or "=" (check_ballot has seen that they are the campaign's own).
std::string canonical_ballot(std::string_view campaign, BallotKind kind, const Ballot& ballot);

// The entry of the log: its hex is the `leaf` of the wire, leaf_hash(bytes of it) is the leaf of the tree (merkle.h).
Digest commitment(std::string_view nonce, std::string_view canonical);

// The name under which the ballot is published, shown to its voter alone: the first 16 letters of the base32 of
// SHA-256("tracker" ‖ nonce), in groups of four: "K7QF-2M3A-…". 80 bits.
std::string tracker(std::string_view nonce);

// The order of publication: ballots by SHA-256(seed ‖ 0x00 ‖ tracker), bytes ascending.
Digest place_of(std::string_view seed, std::string_view tracker);

// What the voter keeps and prints; says nothing of the choice. `key` is the one that signs the log's heads, in base64:
// written down here, it cannot be exchanged for another later.
std::string receipt_text(std::string_view campaign, std::string_view title, std::string_view leaf,
                         std::string_view key);
std::string receipt_qr(std::string_view campaign, std::string_view leaf);  // "pochin:<campaign>:<leaf>"

// "0f…" of 64 digits, in either case. Nothing for anything else.
std::optional<Digest> digest_from_hex(std::string_view text);
std::string_view bytes_of(const Digest& digest);

}  // namespace pochin::voting

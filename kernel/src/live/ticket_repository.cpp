#include "live/ticket_repository.hpp"

#include <sodium.h>

#include <array>

namespace itops::live {
namespace {

constexpr Statement kDeleteExpired{"live.delete_expired_tickets",
                                   "DELETE FROM kernel.live_ticket WHERE expires_at <= $1"};

constexpr Statement kInsertTicket{"live.insert_ticket", R"(
INSERT INTO kernel.live_ticket (digest, expires_at, principal, permissions, is_person)
VALUES (decode($1, 'hex'), $2, $3, $4::text[], $5::boolean))"};

constexpr Statement kTake{"live.take_ticket", R"(
DELETE FROM kernel.live_ticket WHERE digest = decode($1, 'hex')
RETURNING principal, permissions, is_person, expires_at)"};

constexpr Statement kRevoke{"live.revoke_tickets",
                            "DELETE FROM kernel.live_ticket WHERE principal = $1"};

constexpr std::size_t kSecretBytes = 32;

std::string hexadecimal(const std::array<unsigned char, kSecretBytes>& bytes) {
  std::array<char, 2 * kSecretBytes + 1> text;
  return sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
}

std::string digestOf(std::string_view ticket) {
  std::array<unsigned char, kSecretBytes> digest;
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(ticket.data()), ticket.size(), nullptr,
                     0);
  return hexadecimal(digest);
}

}  // namespace

std::string TicketRepository::issue(const Principal& principal, Timestamp now,
                                    Timestamp expires_at) {
  std::array<unsigned char, kSecretBytes> secret;
  randombytes_buf(secret.data(), secret.size());
  std::string ticket = hexadecimal(secret);
  ArrayValue permissions;
  for (const auto& permission : principal.permissions) permissions.add(permission);
  const Value permission_list = permissions.take();
  database_.transact([&](Transaction& transaction) {
    transaction.runLater(kDeleteExpired, now);
    transaction.runLater(kInsertTicket, digestOf(ticket), expires_at, principal.name,
                         permission_list, principal.kind == PrincipalKind::kPerson);
  });
  return ticket;
}

std::optional<TicketRepository::Holder> TicketRepository::redeem(std::string_view ticket,
                                                                 Timestamp now) {
  std::optional<Holder> holder;
  database_.transact([&](Transaction& transaction) {
    for (const auto row : transaction.run(kTake, digestOf(ticket))) {
      if (row.timestamp("expires_at") <= now) continue;
      const auto kind = row.boolean("is_person") ? PrincipalKind::kPerson : PrincipalKind::kKey;
      holder = Holder{{std::string(row.text("principal")), row.textArray("permissions"), kind},
                      row.timestamp("expires_at")};
    }
  });
  return holder;
}

void TicketRepository::revokeOf(std::string_view principal) {
  database_.run(kRevoke, principal);
}

}  // namespace itops::live

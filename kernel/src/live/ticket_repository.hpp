#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "itops/auth.hpp"
#include "itops/database.hpp"
#include "itops/timestamp.hpp"

namespace itops::live {

/// Tickets that open one live stream in place of a key (kernel.live_ticket). Only their hashes are
/// stored, and every replica knows them. [any]
class TicketRepository {
 public:
  explicit TicketRepository(Database& database) : database_(database) {}

  /// Makes a ticket with the caller's rights: 64 hexadecimal digits, 256 random bits. Deletes those
  /// that expired unused.
  std::string issue(const Principal& principal, Timestamp now, Timestamp expires_at);

  /// Whose ticket it is.
  struct Holder {
    Principal principal;
    Timestamp expires_at;
  };
  /// Whose ticket it is, once: it is deleted with this call. Empty when it is not known, was used
  /// or has expired.
  std::optional<Holder> redeem(std::string_view ticket, Timestamp now);

  /// Deletes the unused tickets of a caller whose credentials have ended.
  void revokeOf(std::string_view principal);

 private:
  Database& database_;
};

}  // namespace itops::live

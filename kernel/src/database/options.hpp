#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "itops/secret.hpp"

namespace itops {

/// Where PostgreSQL is and how much of it this process may use. A value. Out-of-range numbers are
/// refused by the constructor of PostgresDatabase with Error(kInvalid, "database_options").
/// Defaults that are settings too (`database.*`) are equal to those.
struct DatabaseOptions {
  std::string host = "localhost";  ///< name or address; an absolute path is a Unix socket's folder
  std::uint16_t port = 5432;
  std::string name = "itops";
  std::string user = "itops";
  Secret password = {};            ///< any characters; empty: none is sent
  std::string sslmode = "prefer";  ///< as libpq's: disable, prefer, require, verify-full, ...
  /// `postgresql://...` or `key=value ...`. What it names overrides the six parts above; what it
  /// leaves out does not fall back to them but to libpq's defaults.
  Secret url = {};
  std::string application_name = "itops";  ///< as shown by pg_stat_activity

  int pool_size = 8;                                 ///< connections, 1..1000
  std::chrono::milliseconds pool_wait{2'000};        ///< longest wait for a free connection
  std::chrono::milliseconds connect_timeout{5'000};  ///< rounded up to seconds, at least 2 s
  /// Longest run of one statement, enforced by PostgreSQL; 0 for no limit.
  std::chrono::milliseconds statement_timeout{10'000};
  /// A server that is silent for so long after that counts as hung, and the session is given up.
  std::chrono::milliseconds answer_margin{5'000};
  std::chrono::milliseconds lock_timeout{5'000};  ///< longest wait for one lock; 0 for no limit
  /// A transaction that sends nothing for so long is ended by PostgreSQL; 0 for no limit.
  std::chrono::milliseconds idle_in_transaction_timeout{60'000};
  /// Further settings of each session, such as {"enable_hashjoin", "off"}; names and values are the
  /// program's own and hold no spaces.
  std::vector<std::pair<std::string, std::string>> session_settings = {};
};

}  // namespace itops

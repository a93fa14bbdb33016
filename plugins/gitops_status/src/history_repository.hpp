#pragma once

#include <optional>

#include "history_entry.hpp"
#include "itops/database.hpp"
#include "server.hpp"

namespace itops::gitops {

/// History of servers. One thread at a time.
class HistoryRepository {
 public:
  explicit HistoryRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Adds what a report made of the server. Queued.
  void add(const Server& server, ReportSource source);

  /// A page of the history of a server, newest first.
  HistoryPage list(std::int32_t server_id, int limit, const std::optional<PageCursor>& cursor);

  /// Deletes what is older than an instant or beyond so many entries of its server, at most some
  /// thousands at once; returns how many.
  int trim(Timestamp before, std::int64_t entries_max);

 private:
  Transaction& transaction_;
};

}  // namespace itops::gitops

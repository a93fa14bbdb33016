#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "backup_rules.hpp"
#include "itops/database.hpp"
#include "itops/push.hpp"
#include "itops/query.hpp"

namespace itops::backup {

/// One attempt on its way into history.
struct NewAttempt {
  std::int32_t service_key = 0;
  const Attempt* attempt = nullptr;
  PushAddress::Kind addressed_by = PushAddress::Kind::kService;
  Timestamp received_at{};
};

/// One attempt of a service's history.
struct AttemptRow {
  std::int64_t id = 0;
  Attempt attempt;
  PushAddress::Kind addressed_by = PushAddress::Kind::kService;
  Timestamp received_at{};
};

/// A page of history, newest first; `from` inclusive, `to` exclusive.
struct HistoryFilter {
  static constexpr const char* kList = "backup-history";

  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  int limit = kPageLimitDefault;
  std::optional<PageCursor> cursor;
};

/// A service that a group or a namespace leads to.
struct Member {
  std::int32_t service_key = 0;
  std::int32_t node_key = 0;
};

/// Attempts in the database, and whom they are about, inside one transaction.
class AttemptRepository {
 public:
  /// @param transaction outlives this object
  explicit AttemptRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Services with expected backups that are in the SLA group now.
  std::vector<Member> expectingOfGroup(std::string_view group);

  /// Services with expected backups in the namespace.
  /// @param node_path only of this node or below it; empty for all
  std::vector<Member> expectingOfNamespace(std::string_view name_space, std::string_view node_path);

  void insert(const std::vector<NewAttempt>& attempts);

  /// Sizes of the successes of each service before an instant, newest first, at most
  /// kUsualCountMax; services without any are left out.
  std::map<std::int32_t, std::vector<std::int64_t>> sizesBefore(
      const std::map<std::int32_t, Timestamp>& instants);

  Page<AttemptRow> history(std::int32_t service_key, const HistoryFilter& filter);

  /// Removes up to `rows_max` attempts older than an instant; how many there were.
  int removeBefore(Timestamp instant, int rows_max);

 private:
  Transaction& transaction_;
};

}  // namespace itops::backup

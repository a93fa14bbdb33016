#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "backup_rules.hpp"
#include "itops/database.hpp"

namespace itops::backup {

using BackupsByKey = std::map<std::int32_t, Backup>;  ///< by kernel.service.id

/// A page of the list as the database can filter it.
struct BackupFilter {
  std::optional<std::string> path;  ///< a service, or a node prefix at a segment boundary
  std::optional<std::string> text;  ///< `q`: part of the path or the display name
  std::optional<bool> expected;
  std::optional<std::string> after;  ///< paths behind this one
  int limit = 0;
};

/// Where the reports leave services, and what is expected, inside one transaction.
class BackupRepository {
 public:
  /// @param transaction outlives this object
  explicit BackupRepository(Transaction& transaction) : transaction_(transaction) {}

  /// The services of these keys, each locked against other writers of its backups, in an order
  /// that all writers share; keys that no service has are left out.
  BackupsByKey lock(const std::set<std::int32_t>& keys);

  /// Services whose backups are expected or of which an alarm was told, archived ones too.
  std::vector<Backup> watched();

  /// Services whose backups are expected or were reported, by path. Archived ones are left out,
  /// as in find().
  std::vector<Backup> list(const BackupFilter& filter);

  /// Any service, also one without backups.
  std::optional<Backup> find(const Uuid& service);

  /// Stores the states of services that are locked.
  void saveStates(const std::vector<const Backup*>& backups);

  /// Stores what people expect of a service that is locked.
  void saveExpectation(const Backup& backup);

 private:
  Transaction& transaction_;
};

}  // namespace itops::backup

#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "attempt_repository.hpp"
#include "backup_rules.hpp"

namespace itops::backup {

/// A service in the list, as it is at an instant.
boost::json::object backupJson(const Backup& backup, const Rules& rules, Timestamp now);

/// The same as CSV, with a head.
std::string backupsCsv(const std::vector<Backup>& backups, const Rules& rules, Timestamp now);

/// One attempt of the history.
boost::json::object attemptJson(const AttemptRow& row);

/// What people ask for, for the audit trail.
boost::json::object expectationJson(const Expectation& asked);

/// Members of the answer to a push, without braces.
std::string answerOfOne(const Backup& backup, const Rules& rules, Timestamp now);
std::string answerOfMany(const std::vector<const Backup*>& backups, const Rules& rules,
                         Timestamp now);

}  // namespace itops::backup

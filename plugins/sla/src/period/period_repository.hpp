#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "class_times_rows.hpp"
#include "definition/definition.hpp"
#include "itops/database.hpp"
#include "period/figures.hpp"
#include "period/subject_query.hpp"

namespace itops::sla {

/// A service or group in the catalog, archived ones too.
struct SubjectRow {
  Subject kind = Subject::kService;
  std::int32_t id = 0;
  std::string name;
};

/// Reads what is stored of one service or group, inside one transaction.
class PeriodRepository {
 public:
  /// @param transaction outlives this object
  explicit PeriodRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Empty when there is none of that name.
  std::optional<SubjectRow> find(const SubjectName& name);

  /// How many services are in a group now.
  std::int64_t memberCount(std::int32_t group_id);

  /// True when anything was ever counted.
  bool isCounted(const SubjectRow& subject);

  /// What makes up the periods of a type that lie in an interval, in order: hours for hourly,
  /// months for monthly, days for everything else.
  std::vector<StoredPeriod> parts(const SubjectRow& subject, PeriodType type,
                                  const Interval& interval);

  /// How many incidents, other than excluded ones, were opened in each of the periods, which adjoin
  /// in order; for a group those of its members of that moment.
  std::vector<std::int64_t> incidentCounts(const SubjectRow& subject,
                                           std::span<const Period> periods);

 private:
  Transaction& transaction_;
};

/// A stored sum of windows: columns period_start, up_ms and so on, revision, all with `prefix`.
StoredPeriod storedPeriodFrom(const Rows::Row& row, const std::string& prefix = "");

}  // namespace itops::sla

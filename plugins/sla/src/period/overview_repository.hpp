#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "itops/database.hpp"
#include "itops/status.hpp"
#include "itops/uuid.hpp"
#include "period/current_definitions.hpp"
#include "period/figures.hpp"

namespace itops::sla {

/// The services of one definition, or of none, with the times of their current month.
struct ServiceTimes {
  std::optional<std::int32_t> definition_id;
  std::int64_t services = 0;
  std::int64_t only_up = 0;       ///< how many were up whenever anything was known of them
  std::vector<ClassTimes> times;  ///< of those that were something else too, in no order
};

/// What the times of all services depend on. Equal states have equal times.
struct ServiceTimesState {
  std::int64_t figures_revision = 0;
  std::int64_t services = 0;                             ///< that are not archived
  std::optional<std::int64_t> newest_service;            ///< its id; empty before the first
  std::optional<Timestamp> archived_at;                  ///< when one was archived last
  std::optional<std::int64_t> assignments_hash;          ///< of services to definitions
  std::vector<std::pair<std::int32_t, Instant>> months;  ///< current month of each definition

  bool operator==(const ServiceTimesState&) const = default;
};

/// What is stored of a subject's current month and day.
struct CurrentTimes {
  std::optional<StoredPeriod> month;
  std::optional<StoredPeriod> day;
};

/// A group that is not archived.
struct GroupRow {
  std::int32_t id = 0;
  Uuid uuid;
  std::string name;
  std::string display_name;
  std::int64_t members = 0;
  std::optional<std::int32_t> definition_id;
  CurrentTimes current;
};

/// A service that is in a group now, whoever put it there.
struct MemberRow {
  Uuid uuid;
  std::string path;
  std::string display_name;
  std::string source;                ///< `agent` or `external`
  std::vector<std::string> origins;  ///< `push`, `agent:<node path>`
  Status status = Status::kUnknown;
  Timestamp status_since{};
  std::optional<std::int32_t> definition_id;
  CurrentTimes current;
};

/// Reads how all services and groups do, each question in one statement, inside one transaction.
class OverviewRepository {
 public:
  /// Both outlive this object.
  OverviewRepository(Transaction& transaction, const CurrentDefinitions& definitions)
      : transaction_(transaction), definitions_(definitions) {}

  /// Costs a fraction of serviceTimes(). Ask it before: what changes between the two is then told
  /// by the next state.
  ServiceTimesState serviceTimesState();

  /// All services that are not archived, by definition.
  std::vector<ServiceTimes> serviceTimes();

  /// Groups by name, of those behind a name when one is given.
  std::vector<GroupRow> groups(const std::optional<std::string>& behind, std::int64_t limit);

  /// The group of that name, archived or not; empty when there is none.
  std::optional<GroupRow> group(const std::string& name);

  /// Members of a group by path, of those behind a path when one is given.
  std::vector<MemberRow> members(std::int32_t group_id, const std::optional<std::string>& behind,
                                 std::int64_t limit);

 private:
  /// The parameters $1 to $3: ids of definitions with the starts of their month and day.
  struct Clocks {
    Value ids, months, days;
  };
  Clocks clocks() const;

  std::vector<GroupRow> select(const std::optional<std::string>& name,
                               const std::optional<std::string>& behind, std::int64_t limit);
  using GroupsById = std::unordered_map<std::int64_t, GroupRow*>;
  void readTimes(const GroupsById& groups);
  void countMembers(const GroupsById& groups);

  Transaction& transaction_;
  const CurrentDefinitions& definitions_;
};

/// The numbers of a one-dimensional array as PostgreSQL prints it. Throws Error(kInternal) for
/// anything else. [any]
std::vector<std::int64_t> integersFrom(std::string_view array);

}  // namespace itops::sla

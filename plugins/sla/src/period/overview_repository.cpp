#include "period/overview_repository.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "itops/error.hpp"
#include "period/period_repository.hpp"

namespace itops::sla {
namespace {

// Most services were only ever up, which needs no arithmetic but to be counted. The others come as
// arrays: ten thousand rows of seven columns take longer to read than to find.
constexpr Statement kSelectServiceTimes{"sla.select_service_times", R"(
WITH current AS (
  SELECT s.id, a.definition_id, p.up_ms, p.degraded_ms, p.down_ms, p.maintenance_ms, p.unknown_ms,
         p.excluded_ms, p.degraded_ms > 0 OR p.down_ms > 0 OR p.maintenance_ms > 0 AS uneven
  FROM kernel.service s
  LEFT JOIN sla.assignment a ON a.subject = 1 AND a.subject_id = s.id
  LEFT JOIN unnest($1::integer[], $2::timestamptz[]) AS c (definition_id, month)
    ON c.definition_id = a.definition_id
  LEFT JOIN sla.sla_periods p
    ON p.subject = 1 AND p.subject_id = s.id AND p.type = 3 AND p.period_start = c.month
   AND p.period_start = ANY ($2::timestamptz[])
  WHERE s.archived_at IS NULL
)
SELECT definition_id, count(*) AS services,
       count(*) FILTER (WHERE NOT uneven AND up_ms > 0) AS only_up,
       array_agg(up_ms) FILTER (WHERE uneven) AS up_ms,
       array_agg(degraded_ms) FILTER (WHERE uneven) AS degraded_ms,
       array_agg(down_ms) FILTER (WHERE uneven) AS down_ms,
       array_agg(maintenance_ms) FILTER (WHERE uneven) AS maintenance_ms,
       array_agg(unknown_ms) FILTER (WHERE uneven) AS unknown_ms,
       array_agg(excluded_ms) FILTER (WHERE uneven) AS excluded_ms
FROM current GROUP BY definition_id)"};

// Two plain scans: to join them takes three times as long.
constexpr Statement kSelectState{"sla.select_figures_state", R"(
SELECT r.revision, s.services, s.newest, s.archived_at, a.hash
FROM sla.figures_revision r,
     (SELECT count(*) FILTER (WHERE archived_at IS NULL) AS services, max(id) AS newest,
             max(archived_at) AS archived_at
      FROM kernel.service) s,
     (SELECT bit_xor(hashint8extended(subject_id::bigint << 32 | definition_id, 0)) AS hash
      FROM sla.assignment WHERE subject = 1) a)"};

// Few services are archived, so that they are looked up and not the members.
constexpr Statement kCountMembers{"sla.count_members", R"(
SELECT m.group_id, count(DISTINCT m.service_id) AS members
FROM kernel.sla_group_member m
WHERE m.group_id = ANY ($1::integer[]) AND m.valid_to IS NULL
  AND m.service_id NOT IN (SELECT id FROM kernel.service WHERE archived_at IS NOT NULL)
GROUP BY m.group_id)"};

constexpr Statement kSelectMeasuredGroups{"sla.select_measured_groups", R"(
SELECT g.id, g.uuid, g.name, g.display_name, a.definition_id
FROM kernel.sla_groups g
LEFT JOIN sla.assignment a ON a.subject = 2 AND a.subject_id = g.id
WHERE g.name = $1
   OR ($1::text IS NULL AND g.archived_at IS NULL AND ($2::text IS NULL OR g.name > $2))
ORDER BY g.name LIMIT $3)"};

constexpr Statement kSelectGroupTimes{"sla.select_group_times", R"(
SELECT p.subject_id, p.type, p.period_start, p.up_ms, p.degraded_ms, p.down_ms, p.maintenance_ms,
       p.unknown_ms, p.excluded_ms, p.revision
FROM unnest($1::integer[], $2::smallint[], $3::timestamptz[]) AS c (group_id, type, start)
JOIN sla.sla_periods p ON p.subject = 2 AND p.subject_id = c.group_id AND p.type = c.type
                      AND p.period_start = c.start)"};

constexpr Statement kSelectGroupMembers{"sla.select_measured_members", R"(
SELECT s.uuid, s.path, s.display_name, s.source, o.origins, st.status, st.status_since,
       a.definition_id,
       m.period_start AS month_period_start, m.up_ms AS month_up_ms,
       m.degraded_ms AS month_degraded_ms, m.down_ms AS month_down_ms,
       m.maintenance_ms AS month_maintenance_ms, m.unknown_ms AS month_unknown_ms,
       m.excluded_ms AS month_excluded_ms, m.revision AS month_revision,
       d.period_start AS day_period_start, d.up_ms AS day_up_ms, d.degraded_ms AS day_degraded_ms,
       d.down_ms AS day_down_ms, d.maintenance_ms AS day_maintenance_ms,
       d.unknown_ms AS day_unknown_ms, d.excluded_ms AS day_excluded_ms,
       d.revision AS day_revision
FROM (SELECT service_id, array_agg(contributor ORDER BY contributor) AS origins
      FROM kernel.sla_group_member WHERE group_id = $4 AND valid_to IS NULL
      GROUP BY service_id) o
JOIN kernel.service s ON s.id = o.service_id AND s.archived_at IS NULL
JOIN kernel.service_state st ON st.service_id = s.id
LEFT JOIN sla.assignment a ON a.subject = 1 AND a.subject_id = s.id
LEFT JOIN unnest($1::integer[], $2::timestamptz[], $3::timestamptz[])
  AS c (definition_id, month, day) ON c.definition_id = a.definition_id
LEFT JOIN sla.sla_periods m
  ON m.subject = 1 AND m.subject_id = s.id AND m.type = 3 AND m.period_start = c.month
 AND m.period_start = ANY ($2::timestamptz[])
LEFT JOIN sla.sla_periods d
  ON d.subject = 1 AND d.subject_id = s.id AND d.type = 1 AND d.period_start = c.day
 AND d.period_start = ANY ($3::timestamptz[])
WHERE $5::text IS NULL OR s.path > $5
ORDER BY s.path LIMIT $6)"};

std::optional<std::int32_t> definitionIdFrom(const Rows::Row& row) {
  const auto id = row.optionalInteger("definition_id");
  if (!id) return std::nullopt;
  return static_cast<std::int32_t>(*id);
}

CurrentTimes currentTimesFrom(const Rows::Row& row) {
  CurrentTimes current;
  if (!row.isNull("month_period_start")) current.month = storedPeriodFrom(row, "month_");
  if (!row.isNull("day_period_start")) current.day = storedPeriodFrom(row, "day_");
  return current;
}

ServiceTimes serviceTimesFrom(const Rows::Row& row) {
  ServiceTimes of{definitionIdFrom(row), row.integer("services"), row.integer("only_up"), {}};
  if (row.isNull("up_ms")) return of;
  for (const auto& [time_class, column] : kClassColumns) {
    const auto durations = integersFrom(row.text(column));
    of.times.resize(durations.size());
    for (std::size_t i = 0; i < durations.size(); ++i) {
      of.times[i].add(time_class, Duration(durations[i]));
    }
  }
  return of;
}

GroupRow groupFrom(const Rows::Row& row) {
  GroupRow group;
  group.id = static_cast<std::int32_t>(row.integer("id"));
  group.uuid = row.uuid("uuid");
  group.name = row.text("name");
  group.display_name = row.text("display_name");
  group.definition_id = definitionIdFrom(row);
  return group;
}

MemberRow memberFrom(const Rows::Row& row) {
  MemberRow member;
  member.uuid = row.uuid("uuid");
  member.path = row.text("path");
  member.display_name = row.text("display_name");
  member.source = row.text("source");
  member.origins = row.textArray("origins");
  member.status = static_cast<Status>(row.integer("status"));
  member.status_since = row.timestamp("status_since");
  member.definition_id = definitionIdFrom(row);
  member.current = currentTimesFrom(row);
  return member;
}

}  // namespace

std::vector<std::int64_t> integersFrom(std::string_view array) {
  std::vector<std::int64_t> numbers;
  const char* position = array.data() + 1;
  const char* const end = array.data() + array.size() - 1;
  while (position < end) {
    const auto [next, error] = std::from_chars(position, end, numbers.emplace_back());
    if (error != std::errc{} || (next != end && *next != ',')) {
      throw Error(ErrorKind::kInternal, "array_unreadable", "Stored figures can't be read.",
                  "Expected an array of numbers without NULLs.");
    }
    position = next + 1;
  }
  return numbers;
}

OverviewRepository::Clocks OverviewRepository::clocks() const {
  ArrayValue ids, months, days;
  for (const auto& [id, current] : definitions_.all()) {
    ids.add(id);
    months.add(Timestamp(current.month.interval.from));
    days.add(Timestamp(current.day.interval.from));
  }
  return {ids.take(), months.take(), days.take()};
}

ServiceTimesState OverviewRepository::serviceTimesState() {
  const Rows rows = transaction_.run(kSelectState);
  ServiceTimesState state;
  state.figures_revision = rows[0].integer("revision");
  state.services = rows[0].integer("services");
  state.newest_service = rows[0].optionalInteger("newest");
  state.archived_at = rows[0].optionalTimestamp("archived_at");
  state.assignments_hash = rows[0].optionalInteger("hash");
  for (const auto& [id, current] : definitions_.all()) {
    state.months.emplace_back(id, current.month.interval.from);
  }
  return state;
}

std::vector<ServiceTimes> OverviewRepository::serviceTimes() {
  std::vector<ServiceTimes> all;
  auto [ids, months, days] = clocks();
  for (const auto row : transaction_.run(kSelectServiceTimes, ids, months)) {
    all.push_back(serviceTimesFrom(row));
  }
  return all;
}

std::vector<GroupRow> OverviewRepository::groups(const std::optional<std::string>& behind,
                                                 std::int64_t limit) {
  return select(std::nullopt, behind, limit);
}

std::optional<GroupRow> OverviewRepository::group(const std::string& name) {
  auto groups = select(name, std::nullopt, 1);
  if (groups.empty()) return std::nullopt;
  return std::move(groups.front());
}

std::vector<GroupRow> OverviewRepository::select(const std::optional<std::string>& name,
                                                 const std::optional<std::string>& behind,
                                                 std::int64_t limit) {
  std::vector<GroupRow> groups;
  for (const auto row : transaction_.run(kSelectMeasuredGroups, name, behind, limit)) {
    groups.push_back(groupFrom(row));
  }
  GroupsById by_id;
  for (GroupRow& group : groups) by_id.emplace(group.id, &group);
  readTimes(by_id);
  countMembers(by_id);
  return groups;
}

void OverviewRepository::readTimes(const GroupsById& groups) {
  ArrayValue ids, types, starts;
  const auto ask = [&](const GroupRow& group, const Period& period) {
    ids.add(group.id);
    types.add(static_cast<int>(period.type));
    starts.add(Timestamp(period.interval.from));
  };
  for (const auto& [id, group] : groups) {
    const CurrentDefinition& current = definitions_.of(group->definition_id);
    ask(*group, current.month);
    ask(*group, current.day);
  }
  for (const auto row :
       transaction_.run(kSelectGroupTimes, ids.take(), types.take(), starts.take())) {
    const bool is_month = row.integer("type") == static_cast<int>(PeriodType::kMonthly);
    CurrentTimes& current = groups.at(row.integer("subject_id"))->current;
    (is_month ? current.month : current.day) = storedPeriodFrom(row);
  }
}

void OverviewRepository::countMembers(const GroupsById& groups) {
  ArrayValue ids;
  for (const auto& [id, group] : groups) ids.add(id);
  for (const auto row : transaction_.run(kCountMembers, ids.take())) {
    groups.at(row.integer("group_id"))->members = row.integer("members");
  }
}

std::vector<MemberRow> OverviewRepository::members(std::int32_t group_id,
                                                   const std::optional<std::string>& behind,
                                                   std::int64_t limit) {
  std::vector<MemberRow> members;
  auto [ids, months, days] = clocks();
  for (const auto row :
       transaction_.run(kSelectGroupMembers, ids, months, days, group_id, behind, limit)) {
    members.push_back(memberFrom(row));
  }
  return members;
}

}  // namespace itops::sla

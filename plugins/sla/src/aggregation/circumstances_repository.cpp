#include "aggregation/circumstances_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kSelectOutages{"sla.select_outages", R"(
SELECT started_at, ended_at FROM kernel.platform_outage WHERE ended_at > $1 ORDER BY started_at)"};

constexpr Statement kSelectArchivals{"sla.select_archivals", R"(
SELECT service_id, archived_at AS begins, COALESCE(revived_at, $2) AS ends
FROM kernel.service_archival
WHERE archived_at < $2 AND COALESCE(revived_at, $2) > $1
UNION ALL
SELECT id, archived_at, $2 FROM kernel.service WHERE archived_at < $2
ORDER BY service_id)"};

constexpr Statement kSelectExclusions{"sla.select_exclusions", R"(
SELECT service_id, excluded_from AS begins, excluded_to AS ends
FROM sla.excluded_times($1, $2) ORDER BY service_id)"};

constexpr Statement kSelectUnknownInSilence{"sla.select_unknown_in_silence", R"(
SELECT a.subject_id FROM sla.definition d JOIN sla.assignment a ON a.definition_id = d.id
WHERE d.silence = 'unknown' AND a.subject = 1)"};

constexpr Statement kSelectCountedGroups{"sla.select_counted_groups", R"(
SELECT m.group_id, COALESCE(d.roll_up, 'average') AS roll_up, m.service_id,
       m.valid_from AS begins, COALESCE(m.valid_to, $2) AS ends
FROM kernel.sla_group_member m
JOIN kernel.sla_groups g ON g.id = m.group_id AND COALESCE(g.archived_at, $2) > $1
LEFT JOIN sla.assignment a ON a.subject = 2 AND a.subject_id = m.group_id
LEFT JOIN sla.definition d ON d.id = a.definition_id
WHERE m.valid_from < $2 AND COALESCE(m.valid_to, $2) > $1
ORDER BY m.group_id, m.service_id)"};

constexpr Statement kSelectFellows{"sla.select_fellow_members", R"(
SELECT DISTINCT fellow.service_id
FROM kernel.sla_group_member own JOIN kernel.sla_group_member fellow USING (group_id)
WHERE own.service_id = ANY($1::integer[])
  AND own.valid_from < $3 AND COALESCE(own.valid_to, $3) > $2
  AND fellow.valid_from < $3 AND COALESCE(fellow.valid_to, $3) > $2
UNION
SELECT unnest($1::integer[])
ORDER BY service_id)"};

constexpr Statement kSelectTimeZones{"sla.select_time_zones", R"(
SELECT a.subject, a.subject_id, d.time_zone
FROM sla.definition d JOIN sla.assignment a ON a.definition_id = d.id
WHERE d.time_zone IS NOT NULL)"};

std::int32_t idOf(const Rows::Row& row, const char* column) {
  return static_cast<std::int32_t>(row.integer(column));
}

Interval intervalOf(const Rows::Row& row) {
  return {instantOf(row.timestamp("begins")), instantOf(row.timestamp("ends"))};
}

RollUp rollUpOf(std::string_view name) {
  if (name == "worst") return RollUp::kWorst;
  return name == "any" ? RollUp::kAny : RollUp::kAverage;
}

using IntervalsByService = std::map<std::int32_t, std::vector<Interval>>;

std::map<std::int32_t, IntervalSet> setsOf(const IntervalsByService& lists) {
  std::map<std::int32_t, IntervalSet> sets;
  for (const auto& [service_id, list] : lists) {
    sets.emplace_hint(sets.end(), service_id, IntervalSet(list));
  }
  return sets;
}

}  // namespace

Circumstances CircumstancesRepository::load(const Interval& interval, Instant samples_from) {
  Circumstances circumstances;
  std::vector<Interval> outages;
  for (const auto row : transaction_.run(kSelectOutages, Timestamp(samples_from))) {
    outages.push_back(
        {instantOf(row.timestamp("started_at")), instantOf(row.timestamp("ended_at"))});
  }
  circumstances.outages = IntervalSet(std::move(outages));
  addExclusions(interval, circumstances);
  for (const auto row : transaction_.run(kSelectUnknownInSilence)) {
    circumstances.unknown_in_silence.insert(idOf(row, "subject_id"));
  }
  circumstances.groups = groupsIn(interval);
  return circumstances;
}

void CircumstancesRepository::addExclusions(const Interval& interval,
                                            Circumstances& circumstances) {
  const Timestamp from(interval.from);
  const Timestamp to(interval.to);
  IntervalsByService archived;
  for (const auto row : transaction_.run(kSelectArchivals, from, to)) {
    archived[idOf(row, "service_id")].push_back(intervalOf(row));
  }
  IntervalsByService excluded = archived;
  for (const auto row : transaction_.run(kSelectExclusions, from, to)) {
    excluded[idOf(row, "service_id")].push_back(intervalOf(row));
  }
  circumstances.archived = setsOf(archived);
  circumstances.excluded = setsOf(excluded);
}

std::vector<CountedGroup> CircumstancesRepository::groupsIn(const Interval& interval) {
  std::map<std::int32_t, RollUp> roll_ups;
  std::map<std::int32_t, IntervalsByService> members;
  for (const auto row :
       transaction_.run(kSelectCountedGroups, Timestamp(interval.from), Timestamp(interval.to))) {
    const std::int32_t group = idOf(row, "group_id");
    roll_ups[group] = rollUpOf(row.text("roll_up"));
    members[group][idOf(row, "service_id")].push_back(intervalOf(row));
  }
  std::vector<CountedGroup> groups;
  groups.reserve(members.size());
  for (const auto& [group, lists] : members) {
    groups.push_back({group, roll_ups[group], setsOf(lists)});
  }
  return groups;
}

std::vector<std::int32_t> CircumstancesRepository::withFellowMembers(
    const std::vector<std::int32_t>& services, const Interval& interval) {
  std::vector<std::int32_t> all;
  for (const auto row : transaction_.run(kSelectFellows, idArray(services),
                                         Timestamp(interval.from), Timestamp(interval.to))) {
    all.push_back(idOf(row, "service_id"));
  }
  return all;
}

TimeZones CircumstancesRepository::timeZones() {
  TimeZones zones;
  for (const auto row : transaction_.run(kSelectTimeZones)) {
    zones.emplace(std::pair(static_cast<Subject>(row.integer("subject")), idOf(row, "subject_id")),
                  row.text("time_zone"));
  }
  return zones;
}

}  // namespace itops::sla

#include "report/report_source_repository.hpp"

#include <algorithm>

#include "period/period_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kSelectReportedGroups{"sla.select_reported_groups", R"(
SELECT g.id, g.name, g.display_name,
       ARRAY(SELECT DISTINCT s.path FROM kernel.sla_group_member m
             JOIN kernel.service s ON s.id = m.service_id AND s.archived_at IS NULL
             WHERE m.group_id = g.id AND m.valid_to IS NULL ORDER BY 1) AS related
FROM kernel.sla_groups g WHERE g.archived_at IS NULL ORDER BY g.name)"};

constexpr Statement kSelectServices{"sla.select_reported_services", R"(
SELECT s.id, s.path AS name, s.display_name,
       ARRAY(SELECT DISTINCT g.name FROM kernel.sla_group_member m
             JOIN kernel.sla_groups g ON g.id = m.group_id AND g.archived_at IS NULL
             WHERE m.service_id = s.id AND m.valid_to IS NULL ORDER BY 1) AS related
FROM kernel.service s WHERE s.archived_at IS NULL ORDER BY s.path)"};

constexpr Statement kSelectReportedPeriods{"sla.select_reported_periods", R"(
SELECT subject_id, period_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms,
       excluded_ms, revision
FROM sla.sla_periods
WHERE subject = $1 AND type = $2 AND period_start >= $3 AND period_start < $4
ORDER BY subject_id, period_start)"};

constexpr Statement kSelectIncidents{"sla.select_reported_incidents", R"(
SELECT s.path, s.display_name, i.opened_at, i.closed_at, i.message, COALESCE(c.reason, '') AS excluded
FROM sla.incident i
JOIN kernel.service s ON s.id = i.service_id
LEFT JOIN sla.correction c ON c.incident_id = i.id
WHERE i.opened_at < $2 AND COALESCE(i.closed_at, 'infinity') > $1
ORDER BY i.opened_at, i.id)"};

constexpr Statement kSelectCorrections{"sla.select_reported_corrections", R"(
SELECT made_at, kind, scope, from_at, to_at, author, reason
FROM sla.correction WHERE made_at >= $1 AND made_at < $2 ORDER BY made_at, id)"};

/// The part of an incident in a day.
Duration partIn(const Interval& day, const ReportIncident& incident) {
  const Instant end = incident.closed_at ? instantOf(*incident.closed_at) : day.to;
  return intersection(day, {instantOf(incident.opened_at), end}).length();
}

}  // namespace

std::vector<ReportedSubject> ReportSourceRepository::subjects(Subject kind) {
  std::vector<ReportedSubject> subjects;
  for (const auto row :
       transaction_.run(kind == Subject::kGroup ? kSelectReportedGroups : kSelectServices)) {
    subjects.push_back({static_cast<std::int32_t>(row.integer("id")), std::string(row.text("name")),
                        std::string(row.text("display_name")), row.textArray("related")});
  }
  return subjects;
}

StoredBySubject ReportSourceRepository::periods(Subject kind, PeriodType type,
                                                const Interval& begin) {
  StoredBySubject periods;
  for (const auto row :
       transaction_.run(kSelectReportedPeriods, static_cast<int>(kind), static_cast<int>(type),
                        Timestamp(begin.from), Timestamp(begin.to))) {
    periods[static_cast<std::int32_t>(row.integer("subject_id"))].push_back(storedPeriodFrom(row));
  }
  return periods;
}

std::vector<ReportIncident> ReportSourceRepository::incidents(const Interval& day) {
  std::vector<ReportIncident> incidents;
  for (const auto row :
       transaction_.run(kSelectIncidents, Timestamp(day.from), Timestamp(day.to))) {
    incidents.push_back({.path = std::string(row.text("path")),
                         .display_name = std::string(row.text("display_name")),
                         .opened_at = row.timestamp("opened_at"),
                         .closed_at = row.optionalTimestamp("closed_at"),
                         .reason = std::string(row.text("message")),
                         .excluded = std::string(row.text("excluded"))});
    incidents.back().in_day = partIn(day, incidents.back());
  }
  return incidents;
}

std::vector<ReportCorrection> ReportSourceRepository::corrections(const Interval& made) {
  std::vector<ReportCorrection> corrections;
  for (const auto row :
       transaction_.run(kSelectCorrections, Timestamp(made.from), Timestamp(made.to))) {
    corrections.push_back({row.timestamp("made_at"), std::string(row.text("kind")),
                           std::string(row.text("scope")), row.timestamp("from_at"),
                           row.timestamp("to_at"), std::string(row.text("author")),
                           std::string(row.text("reason"))});
  }
  return corrections;
}

}  // namespace itops::sla

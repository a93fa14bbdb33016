#include "report/report_store_repository.hpp"

#include "aggregation/window_repository.hpp"
#include "bytes.hpp"
#include "period/period_repository.hpp"
#include "report/report_text.hpp"

namespace itops::sla {
namespace {

constexpr Statement kSelectOne{"sla.select_report", R"(
SELECT report_date, revision, generated_at, day, path FROM sla.report WHERE report_date = $1::date)"};

constexpr Statement kSelectBefore{"sla.select_reports", R"(
SELECT report_date, revision, generated_at, day, path FROM sla.report
WHERE $1::date IS NULL OR report_date < $1::date
ORDER BY report_date DESC LIMIT $2)"};

constexpr Statement kSelectForm{"sla.select_report_form", R"(
SELECT CASE $2 WHEN 'json' THEN json WHEN 'csv' THEN csv ELSE pdf::text END AS form
FROM sla.report WHERE report_date = $1::date)"};

constexpr Statement kUpsert{"sla.upsert_report", R"(
INSERT INTO sla.report (report_date, revision, generated_at, day, path, json, csv, pdf)
VALUES ($1::date, $2, $3, $4, $5, $6, $7, $8::bytea)
ON CONFLICT (report_date) DO UPDATE SET
  revision = EXCLUDED.revision, generated_at = EXCLUDED.generated_at, day = EXCLUDED.day,
  path = EXCLUDED.path, json = EXCLUDED.json, csv = EXCLUDED.csv, pdf = EXCLUDED.pdf)"};

constexpr Statement kInsertFigures{"sla.insert_report_figures", R"(
INSERT INTO sla.report_figure
  (report_date, subject, name, day_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms,
   excluded_ms, revision)
SELECT $1::date, f.* FROM unnest($2::smallint[], $3::text[], $4::timestamptz[], $5::bigint[],
  $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::integer[]) AS f
ON CONFLICT DO NOTHING)"};

constexpr Statement kDeleteFigures{"sla.delete_report_figures", R"(
DELETE FROM sla.report_figure WHERE report_date < ($1::timestamptz AT TIME ZONE 'UTC')::date)"};

constexpr Statement kSelectChanged{"sla.select_changed_figures", R"(
SELECT f.subject, n.id, f.name, f.day_start AS told_period_start, f.up_ms AS told_up_ms,
       f.degraded_ms AS told_degraded_ms, f.down_ms AS told_down_ms,
       f.maintenance_ms AS told_maintenance_ms, f.unknown_ms AS told_unknown_ms,
       f.excluded_ms AS told_excluded_ms, f.revision AS told_revision,
       p.period_start AS now_period_start, p.up_ms AS now_up_ms,
       p.degraded_ms AS now_degraded_ms, p.down_ms AS now_down_ms,
       p.maintenance_ms AS now_maintenance_ms, p.unknown_ms AS now_unknown_ms,
       p.excluded_ms AS now_excluded_ms, p.revision AS now_revision
FROM sla.report_figure f
JOIN (SELECT 1 AS subject, id, path AS name FROM kernel.service
      UNION ALL SELECT 2, id, name FROM kernel.sla_groups) n USING (subject, name)
JOIN sla.sla_periods p
  ON p.subject = f.subject AND p.subject_id = n.id AND p.type = 1 AND p.period_start = f.day_start
WHERE f.report_date = $1::date
  AND (f.up_ms, f.degraded_ms, f.down_ms, f.maintenance_ms, f.unknown_ms, f.excluded_ms)
   <> (p.up_ms, p.degraded_ms, p.down_ms, p.maintenance_ms, p.unknown_ms, p.excluded_ms)
ORDER BY f.subject DESC, f.name)"};

StoredReport reportFrom(const Rows::Row& row) {
  const auto date = parseTimestamp(std::string(row.text("report_date")) + "T00:00:00Z");
  return {std::chrono::floor<std::chrono::days>(date.value()),
          static_cast<int>(row.integer("revision")), row.timestamp("generated_at"),
          std::string(row.text("day")), std::string(row.text("path"))};
}

std::optional<StoredReport> oneFrom(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return reportFrom(rows[0]);
}

/// Parallel arrays of the figures of a day.
struct FigureArrays {
  ArrayValue subjects, names, starts, revisions;
  ClassArrays classes;

  void add(Subject kind, const ReportSubject& subject) {
    subjects.add(static_cast<int>(kind));
    names.add(subject.name);
    starts.add(Timestamp(subject.day.period.interval.from));
    classes.add(subject.day.times);
    revisions.add(subject.day.revision);
  }
};

}  // namespace

std::optional<StoredReport> ReportStoreRepository::find(std::chrono::year_month_day date) {
  return oneFrom(transaction_.run(kSelectOne, isoDate(date)));
}

std::optional<StoredReport> ReportStoreRepository::before(std::chrono::year_month_day date) {
  return oneFrom(transaction_.run(kSelectBefore, isoDate(date), 1));
}

std::vector<StoredReport> ReportStoreRepository::list(
    const std::optional<std::chrono::year_month_day>& before, int limit) {
  std::optional<std::string> date;
  if (before) date = isoDate(*before);
  std::vector<StoredReport> reports;
  for (const auto row : transaction_.run(kSelectBefore, date, limit)) {
    reports.push_back(reportFrom(row));
  }
  return reports;
}

std::optional<std::string> ReportStoreRepository::form(std::chrono::year_month_day date,
                                                       const std::string& form) {
  const Rows rows = transaction_.run(kSelectForm, isoDate(date), form);
  if (rows.empty()) return std::nullopt;
  const std::string text(rows[0].text("form"));
  return form == "pdf" ? fromBytea(text) : text;
}

void ReportStoreRepository::save(const StoredReport& report, const ReportForms& forms) {
  transaction_.run(kUpsert, isoDate(report.date), report.revision, report.generated_at, report.day,
                   report.path, forms.json, forms.csv, toBytea(forms.pdf));
}

void ReportStoreRepository::keepFigures(const Report& report) {
  FigureArrays figures;
  for (const ReportGroup& group : report.groups) figures.add(Subject::kGroup, group.subject);
  for (const ReportService& one : report.services) figures.add(Subject::kService, one.subject);
  ClassArrays& classes = figures.classes;
  transaction_.run(kInsertFigures, isoDate(report.date), figures.subjects.take(),
                   figures.names.take(), figures.starts.take(), classes.take(TimeClass::kUp),
                   classes.take(TimeClass::kDegraded), classes.take(TimeClass::kDown),
                   classes.take(TimeClass::kMaintenance), classes.take(TimeClass::kUnknown),
                   classes.take(TimeClass::kExcluded), figures.revisions.take());
}

void ReportStoreRepository::forgetFigures(Timestamp before) {
  transaction_.run(kDeleteFigures, before);
}

std::vector<ChangedFigure> ReportStoreRepository::changed(std::chrono::year_month_day date) {
  std::vector<ChangedFigure> changed;
  for (const auto row : transaction_.run(kSelectChanged, isoDate(date))) {
    changed.push_back({static_cast<Subject>(row.integer("subject")),
                       static_cast<std::int32_t>(row.integer("id")), std::string(row.text("name")),
                       storedPeriodFrom(row, "told_"), storedPeriodFrom(row, "now_")});
  }
  return changed;
}

}  // namespace itops::sla

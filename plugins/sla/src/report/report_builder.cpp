#include "report/report_builder.hpp"

#include <algorithm>

#include "aggregation/window_repository.hpp"

namespace itops::sla {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kStripDays = 30;
/// Zones are at most so far from each other: where a date begins somewhere.
constexpr std::chrono::hours kZonesApart{27};

const std::vector<StoredPeriod>& listOf(const StoredBySubject& stored, std::int32_t id) {
  static const std::vector<StoredPeriod> kNone;
  const auto list = stored.find(id);
  return list == stored.end() ? kNone : list->second;
}

/// Where the same calendar day or month may begin on other clocks.
Interval aroundStart(const Interval& interval) {
  return {interval.from - kZonesApart, interval.to + kZonesApart};
}

}  // namespace

Report ReportBuilder::build(year_month_day date, Timestamp now, Timestamp corrected_from) {
  counted_until_ = WindowRepository(transaction_).nextWindow();
  Report report;
  report.organisation = organisation_;
  report.time_zone = calendar_.timeZone();
  report.generated_at = now;
  report.date = date;
  const year_month_day before(sys_days(report.date) - days(1));
  report.today = calendar_.periodOf(PeriodType::kDaily, calendar_.startOf(report.date));
  report.day = calendar_.periodOf(PeriodType::kDaily, calendar_.startOf(before));
  report.month = calendar_.periodOf(PeriodType::kMonthly, report.day.interval.from);
  report.counted_until = Timestamp(counted_until_.value_or(report.day.interval.from));
  report.day_is_final = counted_until_ && *counted_until_ >= report.day.interval.to;
  report.incidents = source_.incidents(report.day.interval);
  report.corrections = source_.corrections({instantOf(corrected_from), instantOf(now)});
  addGroups(report);
  addServices(report);
  return report;
}

Figures ReportBuilder::dayFigures(Subject kind, std::int32_t id, year_month_day date,
                                  const StoredPeriod& stored) {
  begin(kind);
  if (!counted_until_) counted_until_ = WindowRepository(transaction_).nextWindow();
  return figures(kind, {.id = id, .name = {}, .display_name = {}, .related = {}},
                 PeriodType::kDaily, date, {{id, {stored}}});
}

void ReportBuilder::begin(Subject kind) {
  if (!definitions_.contains(kind)) {
    definitions_.emplace(kind, definitionsOfAll(transaction_, kind));
  }
}

void ReportBuilder::addGroups(Report& report) {
  begin(Subject::kGroup);
  const Stored stored = readStored(Subject::kGroup, report, kStripDays);
  for (const ReportedSubject& record : source_.subjects(Subject::kGroup)) {
    const Definition* definition = definitions_.at(Subject::kGroup).of(record.id);
    report.groups.push_back({subjectOf(Subject::kGroup, record, report, stored),
                             definition == nullptr ? RollUp::kAverage : definition->roll_up,
                             record.related, stripOf(record, report, stored)});
  }
}

void ReportBuilder::addServices(Report& report) {
  begin(Subject::kService);
  const Stored stored = readStored(Subject::kService, report, 1);
  for (const ReportedSubject& record : source_.subjects(Subject::kService)) {
    report.services.push_back(
        {subjectOf(Subject::kService, record, report, stored), record.related});
  }
}

ReportBuilder::Stored ReportBuilder::readStored(Subject kind, const Report& report, int back) {
  const Interval shown{report.day.interval.from - days(back - 1), report.today.interval.to};
  return {source_.periods(kind, PeriodType::kDaily, aroundStart(shown)),
          source_.periods(kind, PeriodType::kMonthly,
                          aroundStart({report.month.interval.from, report.month.interval.from}))};
}

ReportSubject ReportBuilder::subjectOf(Subject kind, const ReportedSubject& record,
                                       const Report& report, const Stored& stored) {
  const Definition* definition = definitions_.at(kind).of(record.id);
  const year_month_day before(sys_days(report.date) - days(1));
  ReportSubject subject{
      .name = record.name,
      .display_name = record.display_name,
      .definition = definition == nullptr ? "" : definition->name,
      .target = {},
      .day = figures(kind, record, PeriodType::kDaily, before, stored.days),
      .today = figures(kind, record, PeriodType::kDaily, report.date, stored.days),
      .month = figures(kind, record, PeriodType::kMonthly, before, stored.months)};
  if (definition != nullptr) subject.target = definition->target;
  subject.day.incidents = std::count_if(
      report.incidents.begin(), report.incidents.end(), [&](const ReportIncident& incident) {
        const bool concerns =
            kind == Subject::kService
                ? incident.path == record.name
                : std::binary_search(record.related.begin(), record.related.end(), incident.path);
        return concerns && incident.excluded.empty();
      });
  return subject;
}

std::vector<StripDay> ReportBuilder::stripOf(const ReportedSubject& record, const Report& report,
                                             const Stored& stored) {
  std::vector<StripDay> strip;
  for (int back = kStripDays; back >= 1; --back) {
    const year_month_day date(sys_days(report.date) - days(back));
    const Figures day = figures(Subject::kGroup, record, PeriodType::kDaily, date, stored.days);
    strip.push_back({date, day.uptime, day.status});
  }
  return strip;
}

Figures ReportBuilder::figures(Subject kind, const ReportedSubject& record, PeriodType type,
                               year_month_day date, const StoredBySubject& stored) {
  const Definition* definition = definitions_.at(kind).of(record.id);
  const Calendar& calendar = calendarOf(definition);
  const Period period = calendar.periodOf(type, calendar.startOf(date));
  const auto members = static_cast<std::int64_t>(record.related.size());
  const Yardstick yardstick = yardstickOf(definition, kind, std::max<std::int64_t>(members, 1));
  std::vector<StoredPeriod> inside;
  for (const StoredPeriod& one : listOf(stored, record.id)) {
    const Instant noon = one.start + kNoon;
    if (noon >= period.interval.from && noon < period.interval.to) inside.push_back(one);
  }
  return figuresOf(std::span(&period, 1), inside, yardstick, counted_until_).front();
}

const Calendar& ReportBuilder::calendarOf(const Definition* definition) {
  if (definition == nullptr || !definition->time_zone) return calendar_;
  return calendars_.try_emplace(*definition->time_zone, *definition->time_zone).first->second;
}

}  // namespace itops::sla

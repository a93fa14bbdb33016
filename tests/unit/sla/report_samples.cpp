#include "unit/sla/report_samples.hpp"

#include <array>

namespace itops::sla::test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::chrono::year_month_day kDate{std::chrono::year(2026), std::chrono::month(3),
                                            std::chrono::day(2)};

/// Figures of a period that begins on a date in Berlin, counted until the morning of 2 March.
Figures figuresFrom(PeriodType type, std::chrono::year_month_day date, const ClassTimes& times,
                    Percent target, int revision = 1) {
  const Calendar berlin("Europe/Berlin");
  Figures figures = figuresOf(berlin.periodOf(type, berlin.startOf(date)), times,
                              {.target = target, .counting = {}},
                              instantOf(*parseTimestamp("2026-03-02T05:45:00Z")));
  figures.revision = revision;
  return figures;
}

constexpr std::chrono::year_month_day kReported{std::chrono::year(2026), std::chrono::month(3),
                                                std::chrono::day(1)};

ReportSubject subject(const std::string& name, const DaySeconds& day_seconds, Percent target) {
  ReportSubject subject;
  subject.name = name;
  subject.definition = "high";
  subject.target = target;
  subject.day = dayFigures(day_seconds, target);
  ClassTimes so_far;
  so_far.add(TimeClass::kUp, hours(6) + minutes(45));
  subject.today = figuresFrom(PeriodType::kDaily, kDate, so_far, target);
  ClassTimes month = subject.day.times;
  month += so_far;
  subject.month = figuresFrom(PeriodType::kMonthly, kReported, month, target);
  return subject;
}

std::vector<StripDay> strip(SlaStatus last) {
  std::vector<StripDay> strip;
  const auto end = std::chrono::sys_days(kDate);
  for (int back = 30; back >= 1; --back) {
    SlaStatus status = back > 26 ? SlaStatus::kNoData : SlaStatus::kMet;
    if (back % 11 == 3) status = SlaStatus::kAtRisk;
    if (back == 8) status = SlaStatus::kBreached;
    if (back == 1) status = last;
    strip.push_back({end - days(back), Percent::ofTenThousandths(999'000), status});
  }
  return strip;
}

Timestamp at(const char* text) {
  return *parseTimestamp(text);
}

void addIncidents(Report& report) {
  report.incidents = {
      {"myorg/infra/prod/baremetal/galera-node1", "Galera node 1", at("2026-03-01T02:11:00Z"),
       at("2026-03-01T02:53:05Z"), minutes(42) + seconds(5),
       "wsrep_ready is OFF: the node left the cluster after a network partition", ""},
      {"myorg/web/prod/shop/checkout", "Checkout", at("2026-02-28T22:40:00Z"),
       at("2026-02-28T23:15:30Z"), minutes(15) + seconds(30), "HTTP 502 from /health", ""},
      {"myorg/web/prod/shop/search",
       "",
       at("2026-03-01T21:05:00Z"),
       {},
       hours(1) + minutes(55),
       "",
       "Move to the new data centre, agreed with the customer"}};
}

void addCorrections(Report& report) {
  report.corrections = {
      {at("2026-03-02T05:10:00Z"), "incident", "myorg/web/prod/shop/search",
       at("2026-03-01T21:05:00Z"), at("2026-03-02T01:00:00Z"), "operator-key",
       "Move to the new data centre, agreed with the customer"},
      {at("2026-03-01T16:00:00Z"), "exclusion_window", "group batch", at("2026-02-27T10:00:00Z"),
       at("2026-02-27T12:00:00Z"), "anna.berg", "Yearly test of the emergency power"}};
}

}  // namespace

Figures dayFigures(const DaySeconds& lengths, Percent target, int revision) {
  ClassTimes times;
  times.add(TimeClass::kDown, seconds(lengths.down));
  times.add(TimeClass::kUnknown, seconds(lengths.unknown));
  times.add(TimeClass::kMaintenance, seconds(lengths.maintenance));
  times.add(TimeClass::kUp, Duration(days(1)) - times.total());
  return figuresFrom(PeriodType::kDaily, kReported, times, target, revision);
}

Report emptyReport() {
  Report report;
  report.organisation = "ITOps";
  report.time_zone = "Europe/Berlin";
  report.date = kDate;
  report.generated_at = at("2026-03-02T06:00:00Z");
  const Calendar calendar(report.time_zone);
  const Instant yesterday = instantOf(at("2026-03-01T12:00:00Z"));
  report.day = calendar.periodOf(PeriodType::kDaily, yesterday);
  report.today = calendar.periodOf(PeriodType::kDaily, yesterday + days(1));
  report.month = calendar.periodOf(PeriodType::kMonthly, yesterday);
  report.counted_until = at("2026-03-02T05:45:00Z");
  return report;
}

ReportGroup group(const std::string& name, int members, const DaySeconds& lengths,
                  std::int32_t target) {
  ReportGroup group;
  group.subject = subject(name, lengths, Percent::ofTenThousandths(target));
  group.last_days = strip(group.subject.day.status);
  for (int i = 1; i <= members; ++i) {
    group.members.push_back("myorg/web/prod/" + name + "/node" + std::to_string(i));
  }
  return group;
}

ReportService service(const std::string& path, const DaySeconds& lengths, std::int32_t target) {
  return {.subject = subject(path, lengths, Percent::ofTenThousandths(target)), .groups = {}};
}

Report fullReport() {
  Report report = emptyReport();
  report.groups = {group("batch", 2, {.unknown = 86'400}),
                   group("checkout", 12, {.down = 930}),
                   group("database-cluster", 3, {.down = 2525, .unknown = 300}, 999'900),
                   group("search", 1, {.down = 70, .maintenance = 6900}),
                   group("интернет-магазин", 4, {}),
                   group("υπηρεσίες-πληρωμών", 2, {.down = 5}),
                   group("在庫管理システム", 5, {}),
                   group("خدمات-الدفع", 6, {.down = 40}),
                   group("a-group-with-a-very-long-name-that-nobody-would-choose-but-somebody-has-"
                         "to-read-on-paper",
                         8, {})};
  report.groups[2].roll_up = RollUp::kWorst;
  report.groups[4].roll_up = RollUp::kAny;
  report.services = {service("myorg/infra/prod/baremetal/galera-node1", {.down = 2525}),
                     service("myorg/infra/prod/baremetal/ntp", {}),
                     service("myorg/web/prod/shop/checkout", {.down = 930, .unknown = 60}),
                     service("myorg/web/prod/shop/search", {.maintenance = 6900}),
                     service("myorg/office/zurich/büro/drucker-3.og", {.down = 21'600}),
                     service("myorg/office/zurich/büro/türöffner", {.unknown = 86'400})};
  report.services[0].groups = {"database-cluster"};
  report.services[0].subject.display_name = "Galera node 1";
  report.services[2].groups = {"checkout"};
  report.services[3].groups = {"search"};
  addIncidents(report);
  addCorrections(report);
  return report;
}

Report reportOf(int groups) {
  Report report = emptyReport();
  for (int i = 0; i < groups; ++i) {
    const std::string name = "group-" + std::to_string(1000 + i);
    report.groups.push_back(group(name, i % 7, {.down = i % 50 == 0 ? 400 : 0}));
    report.services.push_back(service("myorg/web/prod/host/" + name, {.down = i % 9}));
    report.services.back().groups = {name};
  }
  return report;
}

}  // namespace itops::sla::test

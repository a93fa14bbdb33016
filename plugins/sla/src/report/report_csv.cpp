#include "report/report_csv.hpp"

#include "definition/definition.hpp"
#include "itops/csv.hpp"
#include "report/report_text.hpp"

namespace itops::sla {
namespace {

constexpr const char* kPeriods[] = {"day", "today", "month"};
constexpr const char* kFigureTitles[] = {"UptimePercent", "CoveragePercent", "Status",
                                         "DownMs",        "UnknownMs",       "BudgetAllowedMs",
                                         "BudgetSpentMs", "Revision"};

std::string titles() {
  std::string line = "date,kind,name,displayName,groups,rollUp,members,definition,targetPercent";
  for (const char* period : kPeriods) {
    for (const char* title : kFigureTitles) line.append(",").append(period).append(title);
  }
  return line + "\r\n";
}

std::string numberOrNothing(const std::optional<Percent>& percent) {
  return percent ? percent->toString() : "";
}

void add(CsvLine& line, const Figures& figures) {
  line.add(numberOrNothing(figures.uptime));
  line.add(numberOrNothing(figures.coverage));
  line.add(slaStatusName(figures.status));
  line.add(figures.times.of(TimeClass::kDown).count());
  line.add(figures.times.of(TimeClass::kUnknown).count());
  line.add(figures.budget.allowed.count());
  line.add(figures.budget.spent.count());
  line.add(std::int64_t{figures.revision});
}

void addPromiseAndFigures(CsvLine& line, const ReportSubject& subject) {
  line.add(subject.definition).add(numberOrNothing(subject.target));
  for (const Figures* figures : {&subject.day, &subject.today, &subject.month}) {
    add(line, *figures);
  }
}

std::string lineOf(const std::string& date, const ReportGroup& group) {
  CsvLine line;
  line.add(date).add("group").add(group.subject.name).add(group.subject.display_name);
  line.add("").add(rollUpName(group.roll_up));
  line.add(static_cast<std::int64_t>(group.members.size()));
  addPromiseAndFigures(line, group.subject);
  return line.take();
}

std::string lineOf(const std::string& date, const ReportService& service) {
  CsvLine line;
  line.add(date).add("service").add(service.subject.name).add(service.subject.display_name);
  line.add(joined(service.groups, ";")).add("").add("");
  addPromiseAndFigures(line, service.subject);
  return line.take();
}

}  // namespace

std::string reportCsv(const Report& report) {
  const std::string date = isoDate(report.date);
  std::string csv = titles();
  for (const ReportGroup& group : report.groups) csv += lineOf(date, group);
  for (const ReportService& service : report.services) csv += lineOf(date, service);
  return csv;
}

}  // namespace itops::sla

#include "report/pdf/subject_table.hpp"

#include "report/pdf/figure_cells.hpp"
#include "report/report_text.hpp"

namespace itops::sla::pdf {
namespace {

constexpr std::size_t kSubjectCharactersMax = 200;

/// `1 March`
std::vector<Column> columnsOf(const Drawing& drawing, const std::string& first_title) {
  const std::string month_text = monthText(drawing.reportedDate());
  const std::string month = month_text.substr(0, month_text.find(' '));
  return {{first_title, 116},
          {"Target\n%", 36, Align::kRight},
          {shortDateText(drawing.reportedDate()) + "\n%", 52, Align::kRight},
          {"Known\n%", 44, Align::kRight},
          {shortDateText(drawing.report.date) + "\nso far %", 46, Align::kRight},
          {month + "\n%", 44, Align::kRight},
          {"Error budget\nof " + month, 66},
          {"Status of\n" + month, 51}};
}

}  // namespace

SubjectTable::SubjectTable(const Drawing& drawing, const std::string& first_title)
    : table_(drawing.pages, columnsOf(drawing, first_title)) {}

void SubjectTable::row(const ReportSubject& subject, CellPointer name) {
  std::vector<CellPointer> cells;
  cells.push_back(std::move(name));
  cells.push_back(textCell(targetText(subject.target), kNumberStyle));
  cells.push_back(std::make_unique<StatusCell>(subject.day.status, percentText(subject.day.uptime),
                                               kStrongStyle.withAlign(Align::kRight)));
  cells.push_back(textCell(percentText(subject.day.coverage), kNumberStyle));
  cells.push_back(textCell(percentText(subject.today.uptime), kNumberStyle));
  cells.push_back(textCell(percentText(subject.month.uptime), kNumberStyle));
  cells.push_back(std::make_unique<BudgetCell>(subject.month));
  cells.push_back(std::make_unique<StatusCell>(subject.month.status,
                                               statusText(subject.month.status), kBodyStyle));
  table_.row(cells);
}

std::string groupName(const ReportGroup& group) {
  const ReportSubject& subject = group.subject;
  return oneLine(subject.display_name.empty() ? subject.name : subject.display_name,
                 kSubjectCharactersMax);
}

}  // namespace itops::sla::pdf

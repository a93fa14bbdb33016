#pragma once

#include "report/pdf/sections.hpp"
#include "report/pdf/table.hpp"

namespace itops::sla::pdf {

/// The table that groups and services share: target, day, coverage, today, month, budget, status.
class SubjectTable {
 public:
  /// @param first_title of the column of names
  SubjectTable(const Drawing& drawing, const std::string& first_title);

  /// @param below the name, quieter; may be empty
  void row(const ReportSubject& subject, std::string below);

 private:
  Table table_;
};

/// The display name, or what the subject is called where it has none.
const std::string& shownName(const ReportSubject& subject);

}  // namespace itops::sla::pdf

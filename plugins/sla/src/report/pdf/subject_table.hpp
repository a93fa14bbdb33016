#pragma once

#include "report/pdf/sections.hpp"
#include "report/pdf/table.hpp"

namespace itops::sla::pdf {

/// The table that groups and services share: target, day, coverage, today, month, budget, status.
class SubjectTable {
 public:
  /// @param first_title of the column of names
  SubjectTable(const Drawing& drawing, const std::string& first_title);

  /// @param name what stands in the first column
  void row(const ReportSubject& subject, CellPointer name);

 private:
  Table table_;
};

/// A group's display name, or its name where it has none.
std::string groupName(const ReportGroup& group);

}  // namespace itops::sla::pdf

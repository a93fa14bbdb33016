#pragma once

#include <filesystem>
#include <string>

#include "report/report_store_repository.hpp"

namespace itops::sla {

/// Where reports are put for whoever collects files: `sla-report-2026-03-02.json` and `.pdf`, each
/// complete or not there. The folder is made when it is missing.
class ReportFiles {
 public:
  explicit ReportFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Path of the PDF of a date.
  std::filesystem::path pdfOf(std::chrono::year_month_day date) const;

  /// Writes both files in place of those of that date.
  /// @return what went wrong, with the path and the cause; empty when both are there. [request]
  ///         [job]
  std::string write(std::chrono::year_month_day date, const ReportForms& forms) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace itops::sla

#include "report/report_files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "report/report_text.hpp"

namespace itops::sla {
namespace {

namespace fs = std::filesystem;

/// Has what was written to a file, or the entries of a folder, outlive a power failure.
void makeDurable(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool durable = descriptor >= 0 && ::fsync(descriptor) == 0;
  const std::error_code problem(errno, std::generic_category());
  if (descriptor >= 0) ::close(descriptor);
  if (!durable) throw fs::filesystem_error("can't write", path, problem);
}

void writeWhole(const fs::path& path, const std::string& bytes) {
  const fs::path temporary = path.string() + ".part";
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw fs::filesystem_error("can't write", temporary, {errno, std::generic_category()});
  makeDurable(temporary);
  fs::rename(temporary, path);
}

}  // namespace

fs::path ReportFiles::pdfOf(std::chrono::year_month_day date) const {
  return folder_ / ("sla-report-" + isoDate(date) + ".pdf");
}

std::string ReportFiles::write(std::chrono::year_month_day date, const ReportForms& forms) const {
  try {
    fs::create_directories(folder_);
    fs::path json = pdfOf(date);
    writeWhole(json.replace_extension(".json"), forms.json);
    writeWhole(pdfOf(date), forms.pdf);
    makeDurable(folder_);
    return "";
  } catch (const fs::filesystem_error& error) {
    return "The report could not be written to " + folder_.string() + ": " +
           error.code().message() +
           ". It is kept in the database; make the folder writable or set ITOPS_SLA_REPORT_DIR.";
  }
}

}  // namespace itops::sla

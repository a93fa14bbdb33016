#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/logger.hpp"

namespace itops::gitops {

/// Takes over the status file of the Flask program, once: all of it or nothing. The file is only
/// read. A file that can't be used is reported and tried again at the next start; a server that
/// has reported to us already keeps what it reported. [main]
class FileImport {
 public:
  /// All outlive this object.
  FileImport(Database& database, const Clock& clock, Logger& logger)
      : database_(database), clock_(clock), logger_(logger) {}

  /// Nothing happens where there is no file, or where it was imported before.
  void run(const std::filesystem::path& path);

 private:
  void import(const std::filesystem::path& path);

  Database& database_;
  const Clock& clock_;
  Logger& logger_;
};

}  // namespace itops::gitops

#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "itops/error.hpp"
#include "server.hpp"

namespace itops::gitops {

/// What of a report was bent or ignored, though it was taken.
struct ReportWarning {
  std::string code;  ///< `field.unexpected`, `field.coerced` or `field.cut`
  std::string field;
  std::string message;
};

/// A report as a client sent it.
struct ReadReport {
  Report report;
  std::vector<ReportWarning> warnings;
};

inline constexpr std::size_t kTextBytesMax = 1024;
inline constexpr std::size_t kMessageBytesMax = std::size_t{32} * 1024;
inline constexpr std::size_t kFileBytesMax = 4096;
inline constexpr std::size_t kFilesMax = 10'000;

/// The object of a body, whatever its Content-Type. Throws Error(kInvalid, "json_invalid") with the
/// place, or Error(kInvalid, "json_not_object"). [any]
boost::json::object objectOf(std::string_view body);

/// Reads a body of `POST /status/pipeline` or `/status/cron`. Null counts as absent; what the
/// source doesn't own is left out with a warning. Throws Error(kInvalid, "fields_invalid") that
/// names every wrong field and what was expected. [any]
ReadReport readReport(ReportSource source, std::string_view body);

/// The same for `POST /api/status`: the newer payload with `drifted_files`, or the older one with
/// `files`. What they have in common is enough. [any]
ReadReport readLegacyReport(std::string_view body);

/// A server of a stored status file. What clients had sent is kept as it is, so times and words of
/// validation are not checked. Errors are collected, their fields after `prefix`. [any]
Server readStoredServer(const boost::json::object& entry, const std::string& prefix,
                        std::vector<FieldError>& errors);

/// The one object of a stored version 1 file, likewise. [any]
Server readStoredLegacyServer(const boost::json::object& document, std::vector<FieldError>& errors);

}  // namespace itops::gitops

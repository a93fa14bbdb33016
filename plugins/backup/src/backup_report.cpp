#include "backup_report.hpp"

#include <array>

namespace itops::backup {
namespace {

constexpr std::size_t kMessageBytesMax = 4096;
constexpr std::array<std::string_view, 3> kOutcomes{"success", "partial", "failed"};
constexpr std::string_view kUnknown = "backup.status_unknown";

Outcome readOutcome(PushFields& fields) {
  const auto word = fields.word("status", kOutcomes, "failed", kUnknown);
  if (!word) {
    fields.warn(kUnknown, "status",
                "There is no status; stored as failed. Send success, partial or failed.");
  }
  if (word == "success") return Outcome::kSuccess;
  return word == "partial" ? Outcome::kPartial : Outcome::kFailed;
}

/// The value unless it is negative, which is told.
template <class T>
std::optional<T> notNegative(PushFields& fields, const char* name, std::optional<T> value) {
  if (!value || *value >= 0) return value;
  fields.warn("field.ignored", name,
              "A negative " + std::string(name) + " is ignored; send 0 or more, or leave it out.");
  return std::nullopt;
}

}  // namespace

std::unique_ptr<BackupReport> readBackupReport(PushFields& fields) {
  auto report = std::make_unique<BackupReport>();
  Attempt& attempt = report->attempt;
  attempt.outcome = readOutcome(fields);
  attempt.size_bytes = notNegative(fields, "sizeBytes", fields.integer("sizeBytes"));
  attempt.duration_seconds =
      notNegative(fields, "durationSeconds", fields.number("durationSeconds"));
  attempt.verified_at = fields.timestamp("verifiedAt");
  attempt.message = fields.text("message", kMessageBytesMax).value_or("");
  return report;
}

}  // namespace itops::backup

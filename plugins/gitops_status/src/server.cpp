#include "server.hpp"

#include <algorithm>

namespace itops::gitops {

std::optional<SyncStatus> parseSyncStatus(std::string_view word) {
  const auto* known = std::find(kSyncStatusWords.begin(), kSyncStatusWords.end(), word);
  if (known == kSyncStatusWords.end()) return std::nullopt;
  return static_cast<SyncStatus>(known - kSyncStatusWords.begin());
}

std::string_view sourceWord(ReportSource source) {
  if (source == ReportSource::kPipeline) return "pipeline";
  return source == ReportSource::kCron ? "cron" : "v1";
}

bool ownsDetail(ReportSource source, Detail detail) {
  if (source == ReportSource::kPipeline) return detail != Detail::kLastCronCheck;
  if (detail == Detail::kLastCronCheck) return true;
  return source == ReportSource::kLegacy && detail == Detail::kRepoName;
}

Change apply(Server& server, const Report& report, bool is_new, Timestamp now) {
  const Server before = server;
  server.status = report.status.value_or(server.status);
  if (report.changed_files) {
    server.changed_files = *report.changed_files;
    server.drift_count = report.drift_count;
  }
  if (report.deployed_files) server.deployed_files = report.deployed_files;
  for (std::size_t i = 0; i < kDetailCount; ++i) {
    const auto detail = static_cast<Detail>(i);
    const auto& told = report.details[detail];
    if (told && ownsDetail(report.source, detail)) server.details[detail] = told;
  }
  server.reported_at = now;
  server.updated_at = formatTimestamp(std::chrono::floor<std::chrono::seconds>(now));
  const bool differs =
      server.status != before.status || server.changed_files != before.changed_files;
  return {is_new ? std::nullopt : std::optional(before.status), is_new || differs};
}

}  // namespace itops::gitops

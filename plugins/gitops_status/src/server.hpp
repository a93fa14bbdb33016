#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/timestamp.hpp"

namespace itops::gitops {

/// What is known about a server's configuration against its repository.
enum class SyncStatus { kSynced, kOutOfSync, kFailed, kUnknown };

inline constexpr std::array<std::string_view, 4> kSyncStatusWords{"synced", "out_of_sync", "failed",
                                                                  "unknown"};

/// The word of the API. [any]
constexpr std::string_view syncStatusWord(SyncStatus status) {
  return kSyncStatusWords[static_cast<std::size_t>(status)];
}
/// Empty for any other word, also in another case. [any]
std::optional<SyncStatus> parseSyncStatus(std::string_view word);

/// A server is known by these two.
struct ServerKey {
  std::string group;
  std::string host;

  auto operator<=>(const ServerKey&) const = default;
};

/// The optional texts of a server.
enum class Detail {
  kProjectName,
  kRepoName,
  kServerType,
  kEnvironment,
  kValidationStatus,
  kValidationMessage,
  kLastPipelineRun,
  kLastCronCheck,
  kCommitSha,
  kBranch,
  kUpdatedBy
};
inline constexpr std::size_t kDetailCount = 11;

/// Their names in the API, in the order of the enumeration.
inline constexpr std::array<std::string_view, kDetailCount> kDetailNames{
    "project_name",      "repo_name",
    "server_type",       "environment",
    "validation_status", "validation_message",
    "last_pipeline_run", "last_cron_check",
    "commit_sha",        "branch",
    "updated_by"};

/// One text for each Detail, or none.
class Details {
 public:
  std::optional<std::string>& operator[](Detail detail) {
    return texts_[static_cast<std::size_t>(detail)];
  }
  const std::optional<std::string>& operator[](Detail detail) const {
    return texts_[static_cast<std::size_t>(detail)];
  }
  bool operator==(const Details&) const = default;

 private:
  std::array<std::optional<std::string>, kDetailCount> texts_;
};

/// Who reported: each owns other fields of a server.
enum class ReportSource { kPipeline, kCron, kLegacy };

/// `pipeline`, `cron` or `v1`. [any]
std::string_view sourceWord(ReportSource source);

/// True when reports of that source may set the text. [any]
bool ownsDetail(ReportSource source, Detail detail);

/// What a client tells of one server. What is empty was not told.
struct Report {
  ReportSource source = ReportSource::kPipeline;
  ServerKey key = {};
  std::optional<SyncStatus> status = {};
  std::optional<std::vector<std::string>> changed_files = {};
  Details details = {};
  std::optional<std::int32_t> drift_count = {};                 ///< of version 1
  std::optional<std::vector<std::string>> deployed_files = {};  ///< of version 1
};

/// All that is known of one server.
struct Server {
  std::int32_t id = 0;
  ServerKey key = {};
  SyncStatus status = SyncStatus::kUnknown;
  std::vector<std::string> changed_files = {};
  Details details = {};
  std::optional<std::int32_t> drift_count = {};                 ///< of version 1
  std::optional<std::vector<std::string>> deployed_files = {};  ///< of version 1
  Timestamp reported_at{};                                      ///< receipt of the newest report
  std::string updated_at = {};                                  ///< shown as `timestamp`
};

/// What became of a report.
struct Change {
  std::optional<SyncStatus> status_before = {};  ///< empty for a server that is new
  bool is_news = false;                          ///< status or changed files are others than before
};

/// Brings what a report tells into what is known: what it doesn't tell or doesn't own stays.
/// @param is_new the server exists through this report alone
/// @param now of receipt [any]
Change apply(Server& server, const Report& report, bool is_new, Timestamp now);

}  // namespace itops::gitops

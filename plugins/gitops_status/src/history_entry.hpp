#pragma once

#include <optional>
#include <string>
#include <vector>

#include "itops/query.hpp"
#include "itops/timestamp.hpp"

namespace itops::gitops {

/// What one report made of a server.
struct HistoryEntry {
  std::int64_t id = 0;
  Timestamp received_at{};
  std::string source;  ///< `pipeline`, `cron` or `v1`
  std::string status;
  std::vector<std::string> changed_files = {};
  std::optional<std::string> validation_status = {};
  std::optional<std::string> commit_sha = {};
  std::optional<std::string> branch = {};
  std::optional<std::string> updated_by = {};
};

using HistoryPage = Page<HistoryEntry>;

/// Name of the list in cursors.
inline constexpr const char* kHistoryList = "gitops.history";

}  // namespace itops::gitops

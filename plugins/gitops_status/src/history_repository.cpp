#include "history_repository.hpp"

#include <algorithm>

namespace itops::gitops {
namespace {

constexpr Statement kAddHistory{"gitops_status.add_history", R"(
INSERT INTO gitops_status.history
  (received_at, server_id, source, status, changed_files, validation_status, commit_sha, branch,
   updated_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};

constexpr Statement kListHistory{"gitops_status.list_history", R"(
SELECT id, received_at, source, status, changed_files, validation_status, commit_sha, branch,
       updated_by
FROM gitops_status.history
WHERE server_id = $1 AND ($2::bigint IS NULL OR id < $2)
ORDER BY id DESC LIMIT $3)"};

constexpr Statement kTrim{"gitops_status.trim_history", R"(
DELETE FROM gitops_status.history WHERE id IN (
  SELECT id FROM (
    SELECT id, received_at, row_number() OVER (PARTITION BY server_id ORDER BY id DESC) AS place
    FROM gitops_status.history) h
  WHERE received_at < $1 OR place > $2 LIMIT 10000))"};

HistoryEntry entryFrom(const Rows::Row& row) {
  HistoryEntry entry{.id = row.integer("id"),
                     .received_at = row.timestamp("received_at"),
                     .source = std::string(row.text("source")),
                     .status = std::string(row.text("status"))};
  entry.changed_files = row.textArray("changed_files");
  entry.validation_status = row.optionalText("validation_status");
  entry.commit_sha = row.optionalText("commit_sha");
  entry.branch = row.optionalText("branch");
  entry.updated_by = row.optionalText("updated_by");
  return entry;
}

}  // namespace

void HistoryRepository::add(const Server& server, ReportSource source) {
  ArrayValue files;
  for (const std::string& file : server.changed_files) files.add(file);
  const Details& details = server.details;
  transaction_.runLater(kAddHistory, server.reported_at, server.id, sourceWord(source),
                        syncStatusWord(server.status), files.take(),
                        details[Detail::kValidationStatus], details[Detail::kCommitSha],
                        details[Detail::kBranch], details[Detail::kUpdatedBy]);
}

HistoryPage HistoryRepository::list(std::int32_t server_id, int limit,
                                    const std::optional<PageCursor>& cursor) {
  std::optional<std::int64_t> before;
  if (cursor) before = cursor->id;
  const Rows rows = transaction_.run(kListHistory, server_id, before, limit + 1);
  HistoryPage page;
  for (int i = 0; i < std::min(rows.size(), limit); ++i) page.items.push_back(entryFrom(rows[i]));
  if (rows.size() > limit)
    page.next_cursor = encodeCursor(kHistoryList, {"", page.items.back().id});
  return page;
}

int HistoryRepository::trim(Timestamp before, std::int64_t entries_max) {
  return static_cast<int>(transaction_.run(kTrim, before, entries_max).affectedCount());
}

}  // namespace itops::gitops

#include "backup_handlers.hpp"

#include <algorithm>

#include "attempt_repository.hpp"
#include "backup_json.hpp"
#include "itops/json/json_text.hpp"

namespace itops::backup {
namespace {

namespace json = boost::json;

constexpr const char* kBackupList = "backups";

Uuid idFrom(const Request& request) {
  if (const auto id = Uuid::parse(request.parameter("id"))) return *id;
  throw serviceNotFound(request.parameter("id"));
}

std::vector<ShownStatus> statusesFrom(QueryReader& reader) {
  std::vector<ShownStatus> found;
  const std::string list = reader.text("status").value_or("");
  for (std::size_t at = 0; at < list.size();) {
    const auto comma = std::min(list.find(',', at), list.size());
    const auto status = parseShownStatus(std::string_view(list).substr(at, comma - at));
    if (!status) {
      reader.wrong("status",
                   "Expected ok, partial, failed, stale or never, or several separated by commas.");
      return {};
    }
    found.push_back(*status);
    at = comma + 1;
  }
  return found;
}

/// A path without slashes at its end; empty when nothing is left.
std::optional<std::string> pathFrom(QueryReader& reader) {
  auto path = reader.text("path");
  if (path) path->erase(path->find_last_not_of('/') + 1);
  if (path && path->empty()) path.reset();
  return path;
}

BackupQuery queryFrom(const Request& request) {
  QueryReader reader(request);
  BackupQuery query;
  query.filter.path = pathFrom(reader);
  query.filter.text = reader.text("q");
  query.filter.expected = reader.flag("expected");
  query.statuses = statusesFrom(reader);
  query.limit = reader.limit();
  if (const auto cursor = reader.cursor(kBackupList, QueryReader::KeyType::kText)) {
    query.filter.after = cursor->key;
  }
  reader.throwIfWrong();
  return query;
}

HistoryFilter historyFrom(const Request& request) {
  QueryReader reader(request);
  HistoryFilter filter;
  filter.from = reader.timestamp("from");
  filter.to = reader.timestamp("to");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(HistoryFilter::kList, QueryReader::KeyType::kTime);
  reader.throwIfWrong();
  return filter;
}

bool isAmong(const std::vector<ShownStatus>& statuses, ShownStatus status) {
  return statuses.empty() || std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

}  // namespace

Response BackupHandlers::list(const Request& request) {
  const Timestamp now = clock_.now();
  const auto found = page(queryFrom(request), now);
  if (wantsCsv(request)) {
    Response response{.content_type = "text/csv; charset=utf-8",
                      .body = backupsCsv(found.items, rules_, now)};
    if (found.next_cursor) response.headers.emplace_back("X-Next-Cursor", *found.next_cursor);
    return response;
  }
  json::array items;
  for (const Backup& backup : found.items) items.push_back(backupJson(backup, rules_, now));
  return {.body = pageText(std::move(items), found.next_cursor)};
}

// A status follows from the clock, so it can't be asked of the database: what it finds is read on
// until the page is full.
Page<Backup> BackupHandlers::page(const BackupQuery& query, Timestamp now) {
  Page<Backup> page;
  BackupFilter filter = query.filter;
  filter.limit = query.statuses.empty() ? query.limit + 1 : kPageLimitMax;
  const auto wanted = static_cast<std::size_t>(query.limit) + 1;
  database_.transact([&](Transaction& transaction) {
    BackupRepository repository(transaction);
    for (bool more = true; more && page.items.size() < wanted;) {
      auto found = repository.list(filter);
      more = found.size() == static_cast<std::size_t>(filter.limit);
      if (more) filter.after = found.back().service.path;
      for (Backup& backup : found) {
        if (!isAmong(query.statuses, verdictOf(backup, rules_, now).status)) continue;
        page.items.push_back(std::move(backup));
      }
    }
  });
  if (page.items.size() < wanted) return page;
  page.items.resize(wanted - 1);
  const ServiceRef& last = page.items.back().service;
  page.next_cursor = encodeCursor(kBackupList, {last.path, last.id});
  return page;
}

Response BackupHandlers::get(const Request& request) {
  const Uuid id = idFrom(request);
  std::optional<Backup> backup;
  database_.transact(
      [&](Transaction& transaction) { backup = BackupRepository(transaction).find(id); });
  if (!backup) throw serviceNotFound(id.toString());
  return {.body = jsonText(backupJson(*backup, rules_, clock_.now()))};
}

Response BackupHandlers::history(const Request& request) {
  const Uuid id = idFrom(request);
  const HistoryFilter filter = historyFrom(request);
  Page<AttemptRow> found;
  database_.transact([&](Transaction& transaction) {
    const auto backup = BackupRepository(transaction).find(id);
    if (!backup) throw serviceNotFound(id.toString());
    found = AttemptRepository(transaction).history(backup->service.id, filter);
  });
  json::array items;
  for (const AttemptRow& row : found.items) items.push_back(attemptJson(row));
  return {.body = pageText(std::move(items), found.next_cursor)};
}

Response BackupHandlers::change(const Request& request) {
  const Backup changed = expectations_.change(request, idFrom(request));
  return {.body = jsonText(backupJson(changed, rules_, clock_.now()))};
}

}  // namespace itops::backup

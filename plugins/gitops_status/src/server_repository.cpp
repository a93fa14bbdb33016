#include "server_repository.hpp"

#include <algorithm>
#include <array>

#include "server_row.hpp"

namespace itops::gitops {
namespace {

constexpr int kRowsPerInsert = 5'000;

constexpr Statement kLockServer{"gitops_status.lock_server", R"(
SELECT id, drift_count, reported_at, server_group, host, status, changed_files, deployed_files,
       project_name, repo_name, server_type, environment, validation_status, validation_message,
       last_pipeline_run, last_cron_check, commit_sha, branch, updated_by, updated_at
FROM gitops_status.server WHERE server_group = $1 AND host = $2 FOR UPDATE)"};

constexpr Statement kAddServer{"gitops_status.add_server", R"(
INSERT INTO gitops_status.server
  (server_group, host, reported_at, updated_at, status, changed_files)
VALUES ($1, $2, $3, '', 'unknown', '{}') ON CONFLICT DO NOTHING)"};

constexpr Statement kStoreServer{"gitops_status.store_server", R"(
UPDATE gitops_status.server SET
  drift_count = $2, reported_at = $3, status = $4, changed_files = $5, deployed_files = $6,
  project_name = $7, repo_name = $8, server_type = $9, environment = $10, validation_status = $11,
  validation_message = $12, last_pipeline_run = $13, last_cron_check = $14, commit_sha = $15,
  branch = $16, updated_by = $17, updated_at = $18
WHERE id = $1)"};

constexpr Statement kCountChange{"gitops_status.count_change", R"(
UPDATE gitops_status.revision SET changes = changes + 1 WHERE slot = $1::integer % 16)"};

constexpr Statement kAddAll{"gitops_status.add_servers", R"(
INSERT INTO gitops_status.server
  (drift_count, reported_at, server_group, host, status, changed_files, deployed_files,
   project_name, repo_name, server_type, environment, validation_status, validation_message,
   last_pipeline_run, last_cron_check, commit_sha, branch, updated_by, updated_at)
SELECT drift_count, reported_at, server_group, host, status,
       ARRAY(SELECT json_array_elements_text(changed_files::json)),
       CASE WHEN deployed_files IS NOT NULL
            THEN ARRAY(SELECT json_array_elements_text(deployed_files::json)) END,
       project_name, repo_name, server_type, environment, validation_status, validation_message,
       last_pipeline_run, last_cron_check, commit_sha, branch, updated_by, updated_at
FROM unnest($1::integer[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[],
            $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
            $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[])
  AS s (drift_count, reported_at, server_group, host, status, changed_files, deployed_files,
        project_name, repo_name, server_type, environment, validation_status, validation_message,
        last_pipeline_run, last_cron_check, commit_sha, branch, updated_by, updated_at)
ORDER BY server_group, host
ON CONFLICT DO NOTHING)"};

constexpr Statement kRevision{"gitops_status.select_revision", R"(
SELECT sum(changes)::bigint AS revision FROM gitops_status.revision)"};

// The revision comes with the rows, as only one statement sees both at the same instant.
constexpr Statement kEach{"gitops_status.select_servers", R"(
SELECT r.revision, s.id, s.drift_count, s.reported_at, s.server_group, s.host, s.status,
       s.changed_files, s.deployed_files, s.project_name, s.repo_name, s.server_type,
       s.environment, s.validation_status, s.validation_message, s.last_pipeline_run,
       s.last_cron_check, s.commit_sha, s.branch, s.updated_by, s.updated_at
FROM (SELECT sum(changes)::bigint AS revision FROM gitops_status.revision) r
LEFT JOIN gitops_status.server s
  ON ($1::text IS NULL OR s.server_group = $1) AND ($2::text IS NULL OR s.host = $2)
 AND ($3::text IS NULL OR s.status = $3) AND ($4::text IS NULL OR s.server_type = $4)
 AND ($5::text IS NULL OR s.environment = $5) AND ($6::text IS NULL OR s.project_name = $6)
 AND ($7::text IS NULL OR s.repo_name = $7)
 AND ($8::boolean IS NULL OR (s.reported_at < $9) = $8)
ORDER BY s.server_group, s.host)"};

// With the group required, so that its index finds the rows.
constexpr Statement kEachOfGroup{"gitops_status.select_servers_of_group", R"(
SELECT r.revision, s.id, s.drift_count, s.reported_at, s.server_group, s.host, s.status,
       s.changed_files, s.deployed_files, s.project_name, s.repo_name, s.server_type,
       s.environment, s.validation_status, s.validation_message, s.last_pipeline_run,
       s.last_cron_check, s.commit_sha, s.branch, s.updated_by, s.updated_at
FROM (SELECT sum(changes)::bigint AS revision FROM gitops_status.revision) r
LEFT JOIN gitops_status.server s
  ON s.server_group = $1 AND ($2::text IS NULL OR s.host = $2)
 AND ($3::text IS NULL OR s.status = $3) AND ($4::text IS NULL OR s.server_type = $4)
 AND ($5::text IS NULL OR s.environment = $5) AND ($6::text IS NULL OR s.project_name = $6)
 AND ($7::text IS NULL OR s.repo_name = $7)
 AND ($8::boolean IS NULL OR (s.reported_at < $9) = $8)
ORDER BY s.server_group, s.host)"};

constexpr Statement kSelectServer{"gitops_status.select_server", R"(
SELECT id, drift_count, reported_at, server_group, host, status, changed_files, deployed_files,
       project_name, repo_name, server_type, environment, validation_status, validation_message,
       last_pipeline_run, last_cron_check, commit_sha, branch, updated_by, updated_at
FROM gitops_status.server WHERE server_group = $1 AND host = $2)"};

constexpr Statement kNewest{"gitops_status.select_newest_server", R"(
SELECT id, drift_count, reported_at, server_group, host, status, changed_files, deployed_files,
       project_name, repo_name, server_type, environment, validation_status, validation_message,
       last_pipeline_run, last_cron_check, commit_sha, branch, updated_by, updated_at
FROM gitops_status.server
WHERE ($1::text IS NULL OR server_group = $1) AND ($2::text IS NULL OR host = $2)
ORDER BY reported_at DESC, id DESC LIMIT 1)"};

Value arrayOf(const std::vector<std::string>& texts) {
  ArrayValue array;
  for (const std::string& text : texts) array.add(text);
  return array.take();
}

Value arrayOf(const std::optional<std::vector<std::string>>& texts) {
  return texts ? arrayOf(*texts) : Value(std::nullopt);
}

std::optional<Server> firstOf(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  Server server;
  readServer(rows[0], server);
  return server;
}

/// Columns of kAddAll for some servers.
class Columns {
 public:
  void add(const Server& server) {
    drift_.add(server.drift_count ? std::optional<std::int64_t>(*server.drift_count)
                                  : std::nullopt);
    reported_.add(server.reported_at);
    group_.add(server.key.group);
    host_.add(server.key.host);
    status_.add(syncStatusWord(server.status));
    changed_.add(fileListText(server.changed_files));
    deployed_.add(server.deployed_files ? std::optional(fileListText(*server.deployed_files))
                                        : std::nullopt);
    for (std::size_t i = 0; i < kDetailCount; ++i) {
      details_[i].add(server.details[static_cast<Detail>(i)]);
    }
    updated_.add(server.updated_at);
  }

  std::vector<Value> take() {
    std::vector<Value> values;
    for (ArrayValue* column :
         {&drift_, &reported_, &group_, &host_, &status_, &changed_, &deployed_}) {
      values.push_back(column->take());
    }
    for (ArrayValue& column : details_) values.push_back(column.take());
    values.push_back(updated_.take());
    return values;
  }

 private:
  ArrayValue drift_, reported_, group_, host_, status_, changed_, deployed_, updated_;
  std::array<ArrayValue, kDetailCount> details_;
};

}  // namespace

bool ServerFilter::selectsAll() const {
  return !group && !host && !status && !server_type && !environment && !project_name &&
         !repo_name && !is_stale;
}

std::optional<Server> ServerRepository::lock(const ServerKey& key) {
  return firstOf(transaction_.run(kLockServer, key.group, key.host));
}

bool ServerRepository::add(const ServerKey& key, Timestamp now) {
  return transaction_.run(kAddServer, key.group, key.host, now).affectedCount() > 0;
}

void ServerRepository::store(const Server& server) {
  std::vector<Value> values{server.id,
                            server.drift_count,
                            server.reported_at,
                            syncStatusWord(server.status),
                            arrayOf(server.changed_files),
                            arrayOf(server.deployed_files)};
  for (std::size_t i = 0; i < kDetailCount; ++i) {
    values.emplace_back(server.details[static_cast<Detail>(i)]);
  }
  values.emplace_back(server.updated_at);
  transaction_.defer(kStoreServer, values);
  transaction_.runLater(kCountChange, server.id);
}

int ServerRepository::addAll(const std::vector<Server>& servers) {
  std::int64_t added = 0;
  for (std::size_t first = 0; first < servers.size(); first += kRowsPerInsert) {
    Columns columns;
    for (std::size_t i = first; i < std::min(first + kRowsPerInsert, servers.size()); ++i) {
      columns.add(servers[i]);
    }
    added += transaction_.execute(kAddAll, columns.take()).affectedCount();
  }
  transaction_.run(kCountChange, 0);
  return static_cast<int>(added);
}

std::int64_t ServerReader::revision() {
  return database_.run(kRevision)[0].integer("revision");
}

std::int64_t ServerReader::each(const ServerFilter& filter,
                                const std::function<void(const Server&)>& take) {
  const Statement& statement = filter.group ? kEachOfGroup : kEach;
  const Rows rows = database_.run(statement, filter.group, filter.host, filter.status,
                                  filter.server_type, filter.environment, filter.project_name,
                                  filter.repo_name, filter.is_stale, filter.stale_before);
  const std::int64_t revision = rows[0].integer("revision");
  Server server;
  for (const auto row : rows) {
    if (row.isNull("id")) break;
    readServer(row, server);
    take(server);
  }
  return revision;
}

std::optional<Server> ServerReader::find(const ServerKey& key) {
  return firstOf(database_.run(kSelectServer, key.group, key.host));
}

std::optional<Server> ServerReader::newest(const std::optional<std::string>& group,
                                           const std::optional<std::string>& host) {
  return firstOf(database_.run(kNewest, group, host));
}

}  // namespace itops::gitops

#include "reporting.hpp"

#include "history_repository.hpp"
#include "itops/events/gitops_status_changed.hpp"
#include "server_repository.hpp"

namespace itops::gitops {

Error serverNotFound(const ServerKey& key) {
  return {ErrorKind::kNotFound,
          "server_not_found",
          "There is no server " + key.host + " in the group " + key.group +
              "; its pipeline makes it by POST /status/pipeline.",
          {},
          {{"host", "Not known in this server_group."}}};
}

Reporting::Reporting(Database& database, EventBus& events, const Clock& clock)
    : database_(database), events_(events), clock_(clock) {
  events_.declare<GitopsStatusChanged>();
}

void Reporting::take(const Report& report) {
  database_.transact([&](Transaction& transaction) { store(transaction, report); });
}

void Reporting::store(Transaction& transaction, const Report& report) {
  ServerRepository servers(transaction);
  const Timestamp now = clock_.now();
  auto server = servers.lock(report.key);
  if (!server && report.source == ReportSource::kCron) throw serverNotFound(report.key);
  const bool is_new = !server && servers.add(report.key, now);
  if (!server) server = servers.lock(report.key);
  const Change change = apply(*server, report, is_new, now);
  servers.store(*server);
  if (change.is_news || report.source == ReportSource::kPipeline) {
    HistoryRepository(transaction).add(*server, report.source);
  }
  if (change.is_news) publish(transaction, *server, change, report.source);
}

void Reporting::publish(Transaction& transaction, const Server& server, const Change& change,
                        ReportSource source) {
  GitopsStatusChanged event{
      .server_group = server.key.group,
      .host = server.key.host,
      .status = std::string(syncStatusWord(server.status)),
      .changed_files_count = static_cast<std::int32_t>(server.changed_files.size()),
      .source = std::string(sourceWord(source)),
      .occurred_at = server.reported_at};
  if (change.status_before) event.previous_status = syncStatusWord(*change.status_before);
  events_.publish(transaction, event);
}

}  // namespace itops::gitops

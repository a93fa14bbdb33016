#include "database/postgres_database.hpp"

#include "database/postgres_transaction.hpp"
#include "database/sql_error.hpp"

namespace itops {

PostgresDatabase::PostgresDatabase(DatabaseOptions options, Logger& logger,
                                   MetricsRegistry& metrics)
    : options_(std::move(options)), metrics_(metrics), pool_(options_, logger, metrics_) {}

void PostgresDatabase::transact(const std::function<void(Transaction&)>& body) {
  SessionPool::Lease lease = pool_.acquire();
  PostgresTransaction transaction(lease);
  body(transaction);
  transaction.commit();
}

Rows PostgresDatabase::query(const Statement& statement, std::span<const Value> values) {
  SessionPool::Lease lease = pool_.acquire();
  try {
    return lease->execute(statement, values);
  } catch (const SessionLost&) {
    lease.renew();
    return lease->execute(statement, values);
  }
}

void PostgresDatabase::runScript(std::string_view sql) {
  withOwnSession([sql](Session& session) {
    session.liftTimeouts();
    session.runScript("script", sql);
  });
}

void PostgresDatabase::withOwnSession(const std::function<void(Session&)>& body) {
  const std::unique_ptr<Session> session = pool_.open();
  body(*session);
}

}  // namespace itops

#include "operators/sync_writer.hpp"

#include "itops/error.hpp"
#include "operators/operator_node_repository.hpp"

namespace itops::operators {
namespace {

constexpr int kAttemptsMax = 3;

}  // namespace

std::vector<ServiceOutcome> SyncWriter::store(const SyncReport& sync, bool whole_declarations) {
  const auto sinks = sinks_.snapshot();
  const SyncTransaction::Surroundings surroundings{cache_, bus_, silence_, logger_, sinks};
  for (int attempt = 1;; ++attempt) {
    SyncTransaction attempt_state(sync, whole_declarations, surroundings);
    try {
      database_.transact([&](Transaction& transaction) { attempt_state.run(transaction); });
      attempt_state.publish();
      return attempt_state.outcomes();
    } catch (const Error& error) {
      if (error.code() != "database_contention" || attempt == kAttemptsMax) throw;
    }
  }
}

void SyncWriter::noteAlive(const std::string& node_path, const std::string& operator_version,
                           Timestamp now) {
  database_.transact([&](Transaction& transaction) {
    noteHeartbeat(transaction, node_path, operator_version, now);
  });
}

}  // namespace itops::operators

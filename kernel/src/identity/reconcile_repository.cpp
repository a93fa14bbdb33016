#include "identity/reconcile_repository.hpp"

#include <boost/json.hpp>

namespace itops::identity {
namespace {

namespace json = boost::json;

constexpr Statement kInsertReconcileRun{"identity.insert_reconcile_run", R"(
INSERT INTO kernel.reconcile_run (ran_at, replica, outcome, reason, source, hash, generation,
                                  changes, refused)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb))"};

// The newest run that was applied holds the generation that guards against older files.
constexpr Statement kForget{"identity.forget_reconcile_runs", R"(
DELETE FROM kernel.reconcile_run
WHERE id < (SELECT max(id) FROM kernel.reconcile_run) - 1000
  AND id <> (SELECT max(id) FROM kernel.reconcile_run WHERE outcome IN ('applied', 'unchanged')))"};

constexpr Statement kLast{"identity.last_reconcile_run", R"(
SELECT ran_at, replica, outcome, reason, source, hash, generation, changes, refused
FROM kernel.reconcile_run ORDER BY id DESC LIMIT 1)"};

constexpr Statement kGeneration{"identity.last_generation", R"(
SELECT coalesce(max(generation), 0) AS generation FROM kernel.reconcile_run
WHERE outcome IN ('applied', 'unchanged'))"};

std::string listText(const std::vector<std::string>& lines) {
  return json::serialize(json::array(lines.begin(), lines.end()));
}

std::vector<std::string> linesOf(std::string_view text) {
  std::vector<std::string> lines;
  const auto list = json::parse({text.data(), text.size()});
  for (const auto& line : list.as_array()) {
    lines.emplace_back(std::string_view(line.as_string()));
  }
  return lines;
}

}  // namespace

void insertRun(Transaction& transaction, const ReconcileRun& run) {
  transaction.run(kInsertReconcileRun, run.ran_at, run.replica, run.outcome, run.reason, run.source,
                  run.hash, run.generation, listText(run.changes), listText(run.refused));
  transaction.run(kForget);
}

std::optional<ReconcileRun> lastRun(Database& database) {
  const Rows rows = database.run(kLast);
  if (rows.empty()) return std::nullopt;
  const auto row = rows[0];
  ReconcileRun run{row.timestamp("ran_at"), std::string(row.text("replica"))};
  run.outcome = row.text("outcome");
  run.reason = row.text("reason");
  run.source = row.text("source");
  run.hash = row.text("hash");
  run.generation = row.integer("generation");
  run.changes = linesOf(row.text("changes"));
  run.refused = linesOf(row.text("refused"));
  return run;
}

std::int64_t lastGeneration(Transaction& transaction) {
  return transaction.run(kGeneration)[0].integer("generation");
}

}  // namespace itops::identity

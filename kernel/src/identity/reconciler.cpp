#include "identity/reconciler.hpp"

#include "auth/random_token.hpp"
#include "identity/reconcile_repository.hpp"

namespace itops::identity {
namespace {

StoredProviders readStored(Transaction& transaction) {
  StoredProviders stored;
  stored.providers = listProviders(transaction);
  for (const auto& provider : stored.providers) {
    stored.mappings[provider.key] = listMappings(transaction, provider.key);
  }
  stored.generation = lastGeneration(transaction);
  return stored;
}

ReconcilePlan planIn(Transaction& transaction, const config::AuthDeclaration& declared) {
  return planReconciliation(declared, readStored(transaction), [&](const std::string& group) {
    return resolveGroup(transaction, group);
  });
}

}  // namespace

ReconcileRun Reconciler::outline(const config::AuthDeclaration& declared,
                                 const ReconcilePlan& plan) const {
  ReconcileRun run{clock_.now(), {}};
  run.source = declared.source;
  run.hash = declared.text.empty() ? "" : auth::tokenDigest(declared.text);
  run.generation = declared.generation;
  run.reason = plan.reason;
  run.changes = plan.changes;
  run.refused = plan.refused;
  run.outcome = !plan.reason.empty() ? "refused" : plan.changes.empty() ? "unchanged" : "applied";
  return run;
}

ReconcileRun Reconciler::run(const config::AuthDeclaration& declared, const std::string& replica) {
  ReconcileRun run;
  database_.transact([&](Transaction& transaction) {
    lockReconciliation(transaction);
    const auto plan = planIn(transaction, declared);
    run = outline(declared, plan);
    run.replica = replica;
    for (const auto& key : plan.remove) deleteProvider(transaction, key);
    for (const auto& provider : plan.store) storeProvider(transaction, provider, run.ran_at);
    for (const auto& [provider, mappings] : plan.mappings) {
      storeMappings(transaction, provider, mappings);
    }
    if (!declared.source.empty() || run.outcome == "refused") insertRun(transaction, run);
  });
  return run;
}

ReconcileRun Reconciler::preview(const config::AuthDeclaration& declared) {
  ReconcileRun run;
  database_.transact(
      [&](Transaction& transaction) { run = outline(declared, planIn(transaction, declared)); });
  return run;
}

std::optional<ReconcileRun> Reconciler::last() {
  return lastRun(database_);
}

}  // namespace itops::identity

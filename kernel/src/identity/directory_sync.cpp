#include "identity/directory_sync.hpp"

#include "identity/acting_request.hpp"
#include "identity/provider_repository.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

// Few, as nobody can stop a look-up that is under way.
constexpr int kBatchMax = 20;

}  // namespace

void DirectorySync::run(const JobRun& run) {
  std::vector<Provider> providers;
  parts_.database.transact(
      [&](Transaction& transaction) { providers = listProviders(transaction); });
  for (const auto& provider : providers) {
    if (run.shouldStop() || !provider.enabled || provider.kind == kLocalProvider) continue;
    try {
      syncProvider(provider, run);
    } catch (const Error& error) {
      parts_.logger.warning(
          "A provider does not answer; its accounts stay as they are.",
          {{"provider", provider.key}, {"error", error.what()}, {"detail", error.logDetail()}});
    }
  }
  parts_.callers.refresh();
}

void DirectorySync::syncProvider(const Provider& provider, const JobRun& run) {
  const auto backend = parts_.kinds.find(provider.kind);
  if (!backend) return;
  const auto settings = settingsOf(provider, parts_.secrets.bindPasswordOf(provider));
  std::int64_t last = 0;
  while (!run.shouldStop()) {
    const auto accounts = directoryAccountsAfter(parts_.database, provider.key, last, kBatchMax);
    if (accounts.empty()) return;
    last = accounts.back().id;
    std::vector<std::string> ids;
    for (const auto& account : accounts) ids.push_back(account.external_id);
    syncBatch(provider, accounts, backend->lookUp(settings, ids), run);
  }
}

void DirectorySync::syncBatch(const Provider& provider,
                              const std::vector<DirectoryAccount>& accounts,
                              const std::vector<std::optional<DirectoryPerson>>& people,
                              const JobRun& run) {
  for (std::size_t i = 0; i < accounts.size() && i < people.size(); ++i) {
    if (run.shouldStop()) return;
    try {
      syncOne(provider, accounts[i], people[i], run);
    } catch (const Error& error) {
      // A database that is away, or another leader, ends the run; one odd entry doesn't.
      if (error.kind() == ErrorKind::kUnavailable) throw;
      parts_.logger.warning("An account could not be brought up to its directory.",
                            {{"provider", provider.key},
                             {"account", accounts[i].uuid.toString()},
                             {"error", error.what()},
                             {"detail", error.logDetail()}});
    }
  }
}

void DirectorySync::syncOne(const Provider& provider, const DirectoryAccount& account,
                            const std::optional<DirectoryPerson>& person, const JobRun& run) {
  const ActingRequest actor({"directory-sync", {}, PrincipalKind::kKey}, "-", "-");
  parts_.database.transact([&](Transaction& transaction) {
    run.fence(transaction);
    if (person) {
      directory_.apply(transaction, provider.key, *person, actor);
    } else {
      directory_.applyAbsence(transaction, account.uuid, actor);
    }
  });
}

}  // namespace itops::identity

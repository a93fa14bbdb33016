#include "ingest/batch_transaction.hpp"

#include <algorithm>

#include "ingest/sink_writer.hpp"
#include "registry/status_history.hpp"

namespace itops::ingest {
namespace {

template <class Predicate>
std::vector<const registry::ServiceRecord*> recordsWhere(const auto& services,
                                                         Predicate predicate) {
  std::vector<const registry::ServiceRecord*> records;
  for (const auto& [path, service] : services) {
    if (predicate(service)) records.push_back(&service.record);
  }
  std::sort(records.begin(), records.end(),
            [](const auto* a, const auto* b) { return a->id < b->id; });
  return records;
}

}  // namespace

BatchTransaction::BatchTransaction(std::span<Push* const> pushes, ServiceCache& cache,
                                   EventBus& bus, const BatchRules& rules, Logger& logger)
    : pushes_(pushes),
      cache_(cache),
      bus_(bus),
      rules_(rules),
      logger_(logger),
      results_(pushes.size()),
      keys_(
          [pushes](std::size_t push) -> const auto& { return pushes[push]->key; }, results_) {
  observations_.reserve(pushes.size());
  for (const Push* push : pushes) now_ = std::max(now_, push->report.received_at);
  sortOut();
}

void BatchTransaction::run(Transaction& transaction,
                           std::span<const std::shared_ptr<ObservationSink>> sinks,
                           bool trust_cache) {
  IngestRepository repository(transaction);
  if (!trust_cache) takeLocks(transaction);
  touch(repository, trust_cache);
  if (!full_.empty()) writeFully(transaction);
  registry::recordStatusEvents(transaction, bus_, events_, now_);
  writeToSinks(transaction, sinks, observations_, logger_);
}

// Keys, then new paths, then services by id: each writer takes its locks in this one order, so that
// replicas whose batches overlap wait for each other but never in a circle.
void BatchTransaction::takeLocks(Transaction& transaction) {
  registry::ServiceWriter writer(transaction);
  IngestRepository repository(transaction);
  dropUncreatable(writer);
  keys_.claim(repository, full_, now_, now_ - rules_.idempotency_keep);
  createMissing(writer);
  if (touched_.empty()) return;  // the full way locks its own
  std::vector<std::string> paths;
  paths.reserve(pushes_.size());
  for (const Push* push : pushes_) paths.push_back(push->report.path_text);
  writer.lockOnly(paths);
}

void BatchTransaction::writeFully(Transaction& transaction) {
  registry::ServiceWriter writer(transaction);
  IngestRepository repository(transaction);
  dropUncreatable(writer);  // among the pushes whose touch failed
  lockServices(writer);
  for (const std::size_t push : full_) applyReport(push);
  saveServices(transaction, writer);
  keys_.save(repository, [&](std::size_t push) { return answerFor(report(push), results_[push]); });
}

void BatchTransaction::dropUncreatable(registry::ServiceWriter& writer) {
  std::vector<std::string> asked;
  for (const std::size_t push : full_) {
    if (!pushes_[push]->may_create) asked.push_back(report(push).path_text);
  }
  if (asked.empty()) return;
  const auto live = writer.liveAmong(asked);
  std::erase_if(full_, [&](std::size_t push) {
    const bool keep = pushes_[push]->may_create ||
                      std::find(live.begin(), live.end(), report(push).path_text) != live.end();
    if (!keep) results_[push].kind = PushResult::Kind::kNoSuchService;
    return !keep;
  });
}

// An insert that finds its row taken uses up a number of the identity, hence the question before.
void BatchTransaction::createMissing(registry::ServiceWriter& writer) {
  std::vector<std::string> missing = fullPaths();
  std::erase_if(missing, [&](const std::string& path) { return cache_.find(path) != nullptr; });
  if (missing.empty()) return;
  for (const std::string& path : writer.existingAmong(missing)) std::erase(missing, path);
  createServices(writer, missing);
}

void BatchTransaction::lockServices(registry::ServiceWriter& writer) {
  std::vector<std::string> missing = fullPaths();
  addServices(writer.lockByPath(missing), missing);
  if (missing.empty()) return;  // else the cache knew services that somebody deleted by hand
  createServices(writer, missing);
  addServices(writer.lockByPath(missing), missing);
}

std::vector<std::string> BatchTransaction::fullPaths() const {
  std::vector<std::string> paths;
  for (const std::size_t push : full_) paths.push_back(report(push).path_text);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

void BatchTransaction::addServices(std::vector<registry::ServiceRecord> records,
                                   std::vector<std::string>& missing) {
  for (auto& record : records) {
    std::erase(missing, record.path);
    const auto made = new_uuids_.find(record.path);
    Service& service = services_[record.path];
    service.created = made != new_uuids_.end() && made->second == record.uuid;
    service.record = std::move(record);
  }
}

void BatchTransaction::createServices(registry::ServiceWriter& writer,
                                      std::span<const std::string> paths) {
  std::vector<registry::NewService> services;
  for (const std::size_t push : full_) {
    const HealthReport& first = report(push);
    if (!std::binary_search(paths.begin(), paths.end(), first.path_text)) continue;
    const auto [entry, is_new] = new_uuids_.emplace(first.path_text, Uuid{});
    if (!is_new) continue;
    const auto record = newServiceRecord(first);
    entry->second = record.uuid;
    services.push_back({record.uuid, record.path, first.path.nodePath(), first.path.service,
                        record.fields.display_name, "external", first.received_at});
  }
  writer.ensure(std::move(services));
}

void BatchTransaction::applyReport(std::size_t push) {
  Service& service = services_.at(report(push).path_text);
  PushResult& result = results_[push];
  const bool first = !service.record.state.last_seen_at;
  const auto fields_before = service.record.fields;
  result.created = service.created && first;
  auto effect = applyHealthReport(service.record, report(push), result.created, rules_.silence);
  service.fields_changed |= effect.revived || fields_before != service.record.fields;
  service.revived |= effect.revived;
  if (!effect.history_only) service.live_fingerprint = report(push).fingerprint;
  if (effect.event) events_.push_back(std::move(*effect.event));
  if (effect.observation) observations_.push_back(*effect.observation);
  if (effect.joins_group) joinGroup(service.record.id, report(push), effect.leaves_group);
  result.service_id = service.record.uuid;
  result.status = service.record.state.status;
}

/// Only the last group that a service joins in this batch counts, but what it had before must end.
void BatchTransaction::joinGroup(std::int32_t service_id, const HealthReport& cause, bool leaves) {
  const auto earlier =
      std::find_if(memberships_.begin(), memberships_.end(),
                   [&](const auto& membership) { return membership.service_id == service_id; });
  if (earlier != memberships_.end()) {
    leaves = earlier->replaces;
    memberships_.erase(earlier);
  }
  memberships_.push_back({service_id, *cause.sla_group, cause.observed_at, leaves});
}

void BatchTransaction::saveServices(Transaction& transaction, registry::ServiceWriter& writer) {
  const auto all = recordsWhere(services_, [](const Service&) { return true; });
  const auto changed =
      recordsWhere(services_, [](const Service& service) { return service.fields_changed; });
  const auto revived =
      recordsWhere(services_, [](const Service& service) { return service.revived; });
  writer.saveFields(changed);
  writer.saveStates(all);
  writer.saveRevivals(revived, now_);
  registry::SlaGroupRepository(transaction).replaceMemberships(memberships_, "push");
}

void BatchTransaction::publish() const {
  // First the touches: the cache may start over with the next put, which ends their pointers.
  for (const Touched& touched : touched_) {
    CachedService& service = *touched.service;
    service.newest_observed = std::max(service.newest_observed, report(touched.push).observed_at);
    if (!changesStatus(touched)) continue;
    service.status_since = changedSince(touched);
    service.status = report(touched.push).status;
    ++service.revision;
  }
  for (const auto& [path, service] : services_) {
    if (!service.live_fingerprint) {
      cache_.remove(path);
      continue;
    }
    const auto& record = service.record;
    cache_.put(path, {.id = record.id,
                      .revision = record.state.revision,
                      .uuid = record.uuid,
                      .fingerprint = *service.live_fingerprint,
                      .status = record.state.status,
                      .status_since = record.state.status_since,
                      .limits = silenceLimitsOf(record.fields, rules_.silence),
                      .newest_observed = *record.state.last_observed_at});
  }
}

}  // namespace itops::ingest

#include "ingest/batch_transaction.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "ingest/sink_writer.hpp"
#include "registry/status_history.hpp"

namespace itops::ingest {
namespace {

Observation observationOf(const CachedService& service, const HealthReport& report) {
  return {.service_id = service.id,
          .status = report.status,
          .reporter = Reporter::kPush,
          .observed_at = report.observed_at,
          .received_at = report.received_at,
          .hold = service.limits.unknown_after,
          .down_after = service.limits.down_after};
}

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
      results_(pushes.size()) {
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
  writeToSinks(transaction, sinks, observations_, logger_);
}

bool BatchTransaction::isTouchable(const Push& push, const CachedService* service) const {
  return service != nullptr && service->fingerprint == push.report.fingerprint && !push.key &&
         !push.report.too_old && push.report.observed_at >= service->newest_observed &&
         push.report.received_at - push.report.observed_at <= service->limits.down_after;
}

// Pushes of one service stay together, so that they are applied in order of arrival.
void BatchTransaction::sortOut() {
  std::unordered_set<std::string_view> full_paths;
  for (std::size_t i = 0; i < pushes_.size(); ++i) {
    CachedService* service = cache_.find(report(i).path_text);
    if (isTouchable(*pushes_[i], service)) {
      touched_.push_back({service, i});
    } else {
      full_.push_back(i);
      full_paths.insert(report(i).path_text);
    }
  }
  if (!full_paths.empty()) {
    std::erase_if(touched_, [&](const Touched& touched) {
      const bool moves = full_paths.contains(report(touched.push).path_text);
      if (moves) full_.push_back(touched.push);
      return moves;
    });
    std::sort(full_.begin(), full_.end());
  }
  std::sort(touched_.begin(), touched_.end(), [&](const Touched& a, const Touched& b) {
    return std::tuple(a.service->id, report(a.push).observed_at, a.push) <
           std::tuple(b.service->id, report(b.push).observed_at, b.push);
  });
}

// Keys, then new paths, then services by id: each writer takes its locks in this one order, so that
// replicas whose batches overlap wait for each other but never in a circle.
void BatchTransaction::takeLocks(Transaction& transaction) {
  registry::ServiceWriter writer(transaction);
  IngestRepository repository(transaction);
  dropUncreatable(writer);
  claimKeys(repository);
  createMissing(writer);
  if (touched_.empty()) return;  // the full way locks its own
  std::vector<std::string> paths;
  paths.reserve(pushes_.size());
  for (const Push* push : pushes_) paths.push_back(push->report.path_text);
  writer.lockOnly(paths);
}

std::vector<Touch> BatchTransaction::touches() const {
  std::vector<Touch> touches;
  touches.reserve(touched_.size());
  for (const Touched& touched : touched_) {
    const HealthReport& newest = report(touched.push);
    Touch touch{touched.service->id, touched.service->revision, newest.observed_at,
                newest.received_at, newest.message};
    if (!touches.empty() && touches.back().service_id == touch.service_id) {
      touch.received_at = std::max(touch.received_at, touches.back().received_at);
      touches.back() = touch;
    } else {
      touches.push_back(touch);
    }
  }
  return touches;
}

void BatchTransaction::touch(IngestRepository& repository, bool trust_cache) {
  if (touched_.empty()) return;
  if (trust_cache) {
    repository.touchAll(touches());
    for (const Touched& touched : touched_) noteTouched(touched);
    return;
  }
  auto written = repository.touch(touches());
  std::sort(written.begin(), written.end());
  for (const Touched& touched : touched_) {
    if (std::binary_search(written.begin(), written.end(), touched.service->id)) {
      noteTouched(touched);
    } else {
      full_.push_back(touched.push);
    }
  }
  std::sort(full_.begin(), full_.end());
}

void BatchTransaction::noteTouched(const Touched& touched) {
  PushResult& result = results_[touched.push];
  result.service_id = touched.service->uuid;
  result.status = report(touched.push).status;
  observations_.push_back(observationOf(*touched.service, report(touched.push)));
}

void BatchTransaction::writeFully(Transaction& transaction) {
  registry::ServiceWriter writer(transaction);
  IngestRepository repository(transaction);
  dropUncreatable(writer);  // among the pushes whose touch failed
  lockServices(writer);
  for (const std::size_t push : full_) applyReport(push);
  saveServices(transaction, writer);
  saveAnswers(repository);
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
  registry::recordStatusEvents(transaction, bus_, events_, now_);
  registry::SlaGroupRepository(transaction).replaceMemberships(memberships_, "push");
}

void BatchTransaction::publish() const {
  // First the touches: the cache may start over with the next put, which ends their pointers.
  for (const Touched& touched : touched_) {
    auto& newest = touched.service->newest_observed;
    newest = std::max(newest, report(touched.push).observed_at);
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
                      .limits = silenceLimitsOf(record.fields, rules_.silence),
                      .newest_observed = *record.state.last_observed_at});
  }
}

}  // namespace itops::ingest

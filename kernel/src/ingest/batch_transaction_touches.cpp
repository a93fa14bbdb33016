#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "ingest/batch_transaction.hpp"

// The first way of a push: what the cache lets through.

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

}  // namespace

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
  moveToFull(full_paths);
  std::sort(touched_.begin(), touched_.end(), [&](const Touched& a, const Touched& b) {
    return std::tuple(a.service->id, report(a.push).observed_at, a.push) <
           std::tuple(b.service->id, report(b.push).observed_at, b.push);
  });
  moveAmbiguousToFull();
}

/// Several pushes of a service, one of them with another status: only their order of arrival tells
/// what is news and what is history.
void BatchTransaction::moveAmbiguousToFull() {
  std::unordered_set<std::string_view> paths;
  for (std::size_t i = 1; i < touched_.size(); ++i) {
    if (touched_[i].service != touched_[i - 1].service) continue;
    if (changesStatus(touched_[i]) || changesStatus(touched_[i - 1])) {
      paths.insert(report(touched_[i].push).path_text);
    }
  }
  moveToFull(paths);
}

void BatchTransaction::moveToFull(const std::unordered_set<std::string_view>& paths) {
  if (paths.empty()) return;
  std::erase_if(touched_, [&](const Touched& touched) {
    const bool moves = paths.contains(report(touched.push).path_text);
    if (moves) full_.push_back(touched.push);
    return moves;
  });
  std::sort(full_.begin(), full_.end());
}

bool BatchTransaction::changesStatus(const Touched& touched) const {
  return touched.service->status != report(touched.push).status;
}

/// Since when a service has the status after this push, as applyHealthReport() has it.
Timestamp BatchTransaction::changedSince(const Touched& touched) const {
  const Timestamp before = touched.service->status_since;
  return changesStatus(touched) ? std::max(before, report(touched.push).observed_at) : before;
}

std::vector<Touch> BatchTransaction::touches() const {
  std::vector<Touch> touches;
  touches.reserve(touched_.size());
  for (const Touched& touched : touched_) {
    const HealthReport& newest = report(touched.push);
    const std::int32_t revision = touched.service->revision;
    Touch touch{.service_id = touched.service->id,
                .revision = revision,
                .next_revision = revision + (changesStatus(touched) ? 1 : 0),
                .status = newest.status,
                .status_since = changedSince(touched),
                .observed_at = newest.observed_at,
                .received_at = newest.received_at,
                .message = newest.message};
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
  std::erase_if(touched_, [&](const Touched& touched) {
    const bool moves = !std::binary_search(written.begin(), written.end(), touched.service->id);
    if (moves) full_.push_back(touched.push);
    return moves;
  });
  std::sort(full_.begin(), full_.end());
  for (const Touched& touched : touched_) noteTouched(touched);
}

void BatchTransaction::noteTouched(const Touched& touched) {
  PushResult& result = results_[touched.push];
  result.service_id = touched.service->uuid;
  result.status = report(touched.push).status;
  observations_.push_back(observationOf(*touched.service, report(touched.push)));
  if (!changesStatus(touched)) return;
  const HealthReport& cause = report(touched.push);
  events_.push_back({.service_id = touched.service->id,
                     .status = cause.status,
                     .previous = touched.service->status,
                     .occurred_at = changedSince(touched),
                     .cause = "push",
                     .message = cause.message,
                     .service_uuid = touched.service->uuid,
                     .path = cause.path_text});
}

}  // namespace itops::ingest

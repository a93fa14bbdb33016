#include "ingest/plugin_push_batch.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "ingest/push_target_changes.hpp"
#include "registry/service_writer_repository.hpp"

namespace itops::ingest {

PluginPushBatch::PluginPushBatch(std::span<PluginPush* const> pushes, EventBus& bus,
                                 std::chrono::milliseconds idempotency_keep)
    : pushes_(pushes),
      bus_(bus),
      idempotency_keep_(idempotency_keep),
      results_(pushes.size()),
      active_(pushes.size()),
      keys_(
          [pushes](std::size_t index) -> const auto& { return pushes[index]->key; }, results_) {
  std::iota(active_.begin(), active_.end(), std::size_t{0});
  for (const PluginPush* one : pushes) {
    now_ = std::max(now_, one->received_at);
    warnings_.push_back(one->warnings);
  }
}

void PluginPushBatch::run(Transaction& transaction) {
  IngestRepository repository(transaction);
  dropUncreatable(transaction);
  keys_.claim(repository, active_, now_, now_ - idempotency_keep_);
  findServices(transaction);
  changeServices(transaction);
  writeAll(transaction);
  keys_.save(repository, [&](std::size_t index) { return answer(index); });
}

void PluginPushBatch::dropUncreatable(Transaction& transaction) {
  std::vector<std::string> asked;
  for (const std::size_t index : active_) {
    if (push(index).isAboutService() && !push(index).may_create) {
      asked.push_back(push(index).address.path);
    }
  }
  if (asked.empty()) return;
  const auto live = registry::ServiceWriter(transaction).liveAmong(asked);
  std::erase_if(active_, [&](std::size_t index) {
    const PluginPush& one = push(index);
    const bool keep = !one.isAboutService() || one.may_create ||
                      std::find(live.begin(), live.end(), one.address.path) != live.end();
    if (!keep) results_[index].kind = PushResult::Kind::kNoSuchService;
    return !keep;
  });
}

void PluginPushBatch::findServices(Transaction& transaction) {
  std::vector<std::string> paths;
  for (const std::size_t index : active_) {
    if (push(index).isAboutService()) paths.push_back(push(index).address.path);
  }
  if (paths.empty()) return;
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  for (auto& target : findPushTargets(transaction, paths)) {
    targets_[target.ref.path] = std::move(target);
  }
}

bool PluginPushBatch::needsChange(const PluginPush& push) const {
  const auto found = targets_.find(push.address.path);
  if (found == targets_.end() || found->second.archived) return true;
  const PushTarget& target = found->second;
  if (push.name_space && !target.name_space) return true;
  const std::string& tag = push.endpoint->route.adds_tag;
  return !tag.empty() &&
         std::find(target.tags.begin(), target.tags.end(), tag) == target.tags.end();
}

void PluginPushBatch::changeServices(Transaction& transaction) {
  std::map<std::string, TargetChange> changes;
  for (const std::size_t index : active_) {
    const PluginPush& one = push(index);
    if (!one.isAboutService() || !needsChange(one)) continue;
    TargetChange& change = changes[one.address.path];
    change.path = one.path;
    if (one.name_space) change.name_space = one.name_space;
    if (!one.endpoint->route.adds_tag.empty()) change.tags.insert(one.endpoint->route.adds_tag);
  }
  if (changes.empty()) return;
  for (auto& target : changePushTargets(transaction, bus_, changes, now_)) {
    targets_[target.ref.path] = std::move(target);
  }
}

/// Endpoint by endpoint, the pushes of each in order of arrival.
void PluginPushBatch::writeAll(Transaction& transaction) {
  std::vector<std::size_t> left = active_;
  while (!left.empty()) {
    const PushEndpoint* const endpoint = push(left.front()).endpoint->endpoint.get();
    const auto others = std::stable_partition(left.begin(), left.end(), [&](std::size_t index) {
      return push(index).endpoint->endpoint.get() == endpoint;
    });
    writeEndpoint(transaction, *push(left.front()).endpoint->endpoint, {left.begin(), others});
    left.erase(left.begin(), others);
  }
}

void PluginPushBatch::writeEndpoint(Transaction& transaction, PushEndpoint& endpoint,
                                    std::span<const std::size_t> indices) {
  std::vector<PushItem> items;
  items.reserve(indices.size());
  for (const std::size_t index : indices) items.push_back(itemOf(index));
  endpoint.write(transaction, items);
  for (std::size_t i = 0; i < indices.size(); ++i) {
    results_[indices[i]].answer_members = std::move(items[i].answer_members);
  }
}

PushItem PluginPushBatch::itemOf(std::size_t index) {
  const PluginPush& one = push(index);
  PushItem item{.address = one.address,
                .report = *one.report,
                .warnings = warnings_[index],
                .observed_at = one.observed.at,
                .received_at = one.received_at,
                .too_old = one.observed.too_old};
  if (!one.isAboutService()) return item;
  PushTarget& target = targets_.at(one.address.path);
  item.service = target.ref;
  // The first push of the batch made it, the next ones found it.
  item.created = std::exchange(target.created, false);
  results_[index].service_id = target.ref.uuid;
  results_[index].created = item.created;
  return item;
}

}  // namespace itops::ingest

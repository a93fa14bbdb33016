#include "report_batch.hpp"

#include <algorithm>
#include <tuple>

namespace itops::storage {
namespace {

bool isBefore(const PushItem* a, const PushItem* b) {
  const auto key = [](const PushItem* item) {
    return std::tie(item->service.id, reportOf(*item).mount_path, item->observed_at);
  };
  return key(a) < key(b);
}

bool isSameMount(const PushItem* a, const PushItem* b) {
  return a->service.id == b->service.id && reportOf(*a).mount_path == reportOf(*b).mount_path;
}

ReportedMount mountOf(std::span<PushItem* const> items) {
  ReportedMount mount{.items = items};
  for (const PushItem* item : items) {
    if (isSample(*item)) mount.newest = item;
    mount.storable = mount.storable || !item->too_old;
  }
  return mount;
}

StorageLevelChanged eventOf(const ReportedMount& mount) {
  const Figures& figures = *reportOf(*mount.newest).figures;
  StorageLevelChanged event{.service_id = mount.service().uuid,
                            .service_key = mount.service().id,
                            .path = mount.service().path,
                            .level = std::string(levelName(figures.level())),
                            .free_percent = figures.free_percent,
                            .allocated_bytes = figures.allocated_bytes,
                            .used_bytes = figures.used_bytes,
                            .occurred_at = mount.newest->observed_at};
  if (!mount.mountPath().empty()) event.mount_path = mount.mountPath();
  if (mount.previous_level) event.previous_level = levelName(*mount.previous_level);
  return event;
}

std::string membersOf(const std::optional<double>& free_percent) {
  if (!free_percent) return R"("freePercent":null,"status":null)";
  return R"("freePercent":)" + percentText(*free_percent) + R"(,"status":")" +
         std::string(levelName(levelOf(*free_percent))) + '"';
}

// A batch may be written again after a failure, with the warnings of the first time still there.
void warnOfRefusal(PushItem& item, std::int64_t mounts_max) {
  PushWarning warning{"storage.mounts_max", "mountPath",
                      "The push was not stored: the service has " + std::to_string(mounts_max) +
                          " mounts already, which is the limit (plugins.storage.mounts_max). Send "
                          "the same mountPath each time, or none."};
  if (std::find(item.warnings.begin(), item.warnings.end(), warning) == item.warnings.end()) {
    item.warnings.push_back(std::move(warning));
  }
}

}  // namespace

const StorageReport& reportOf(const PushItem& item) {
  return static_cast<const StorageReport&>(item.report);
}

bool isSample(const PushItem& item) {
  return !item.too_old && reportOf(item).figures.has_value();
}

const std::string& ReportedMount::mountPath() const {
  return reportOf(*items.front()).mount_path;
}

ReportBatch::ReportBatch(std::span<PushItem> items) {
  for (PushItem& item : items) items_.push_back(&item);
  std::stable_sort(items_.begin(), items_.end(), isBefore);
  for (auto first = items_.begin(); first != items_.end();) {
    const auto last = std::find_if_not(
        first, items_.end(), [&](const PushItem* item) { return isSameMount(*first, item); });
    mounts_.push_back(mountOf({first, last}));
    first = last;
  }
}

std::vector<StorageLevelChanged> ReportBatch::levelChanges() const {
  std::vector<StorageLevelChanged> events;
  for (const ReportedMount& mount : mounts_) {
    if (!mount.applied) continue;
    const Level level = reportOf(*mount.newest).figures->level();
    if (level != mount.previous_level.value_or(Level::kHealthy)) events.push_back(eventOf(mount));
  }
  return events;
}

void ReportBatch::answer(std::int64_t mounts_max) const {
  for (const ReportedMount& mount : mounts_) {
    const std::string members = membersOf(mount.free_percent);
    for (PushItem* item : mount.items) {
      item->answer_members = members;
      if (mount.refused) warnOfRefusal(*item, mounts_max);
    }
  }
}

}  // namespace itops::storage

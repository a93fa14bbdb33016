#include "storage_endpoint.hpp"

#include <vector>

#include "mount_repository.hpp"
#include "report_batch.hpp"
#include "storage_report.hpp"

namespace itops::storage {
namespace {

template <class Predicate>
std::vector<ReportedMount*> mountsWhere(std::vector<ReportedMount>& mounts, Predicate predicate) {
  std::vector<ReportedMount*> found;
  for (ReportedMount& mount : mounts) {
    if (predicate(mount)) found.push_back(&mount);
  }
  return found;
}

/// Mounts that are new, reports that are older than what is known, and those without figures: few.
/// Looked for before they are added, because each attempt to add one takes an id.
void settleOthers(MountRepository& repository, std::vector<ReportedMount>& mounts,
                  std::int64_t mounts_max) {
  const auto is_open = [](const ReportedMount& mount) { return !mount.applied; };
  const auto is_new = [](const ReportedMount& mount) {
    return !mount.applied && mount.storable && !mount.mount_id;
  };
  const auto open = mountsWhere(mounts, is_open);
  if (open.empty()) return;
  repository.readState(open);
  const auto added = mountsWhere(mounts, is_new);
  if (added.empty()) return;
  repository.insert(added, mounts_max);
  const auto left = mountsWhere(mounts, is_open);
  if (!left.empty()) repository.readState(left);
}

}  // namespace

std::unique_ptr<PushReport> StorageEndpoint::read(PushFields& fields) {
  return std::make_unique<StorageReport>(readReport(fields));
}

void StorageEndpoint::write(Transaction& transaction, std::span<PushItem> items) {
  ReportBatch batch(items);
  MountRepository repository(transaction);
  repository.update(batch.mounts());
  settleOthers(repository, batch.mounts(), mounts_max_);
  repository.addSamples(batch.mounts());
  const std::vector<StorageLevelChanged> changes = batch.levelChanges();
  events_.publishAll<StorageLevelChanged>(transaction, changes);
  batch.answer(mounts_max_);
}

PushRoute storageRoute() {
  return {
      .path = "/api/v1/storage/report",
      .summary = "Report how full the storage of a service is",
      .description =
          "Send `freePercent`, or `allocatedBytes` with `usedBytes`. More than 30 % free is "
          "healthy, "
          "less than 10 % critical, the rest a warning. A service may have several mounts, told "
          "apart by `mountPath`; the answer is of the one in the push.",
      .request_properties =
          R"("allocatedBytes":{"type":"integer","minimum":0,"description":"Size in bytes"},)"
          R"("usedBytes":{"type":"integer","minimum":0,"description":"Used bytes"},)"
          R"("freePercent":{"type":"number","minimum":0,"maximum":100},)"
          R"("storageType":{"type":"string","maxLength":64,"description":"Such as pvc, disk, s3"},)"
          R"("mountPath":{"type":"string","maxLength":1024,)"
          R"("description":"Which storage of the service; none for its only or main one"})",
      .response_properties = R"("freePercent":{"type":["number","null"]},)"
                             R"("status":{"enum":["healthy","warning","critical",null]})",
      .example =
          R"({"path":"myorg/platform/prod/cluster1/postgresql","allocatedBytes":107374182400,)"
          R"("usedBytes":53687091200,"storageType":"pvc","mountPath":"/var/lib/postgresql"})",
      .adds_tag = "storage"};
}

}  // namespace itops::storage

#include "mount_repository.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace itops::storage {
namespace {

constexpr Statement kUpdateMounts{"storage.update_mounts", R"(
UPDATE storage.mount AS m
SET observed_at = i.observed_at, allocated_bytes = i.allocated_bytes, used_bytes = i.used_bytes,
    free_percent = i.free_percent, previous_level = m.level, level = i.level,
    storage_type = COALESCE(i.storage_type, m.storage_type)
FROM unnest($1::integer[], $2::text[], $3::timestamptz[], $4::bigint[], $5::bigint[],
            $6::double precision[], $7::smallint[], $8::text[]) WITH ORDINALITY
  AS i (service_id, mount_path, observed_at, allocated_bytes, used_bytes, free_percent, level,
        storage_type, place)
WHERE m.service_id = i.service_id AND m.mount_path = i.mount_path
  AND (m.free_percent IS NULL OR m.observed_at <= i.observed_at)
RETURNING i.place, m.id, m.previous_level)"};

constexpr Statement kInsertMounts{"storage.insert_mounts", R"(
INSERT INTO storage.mount AS m
  (service_id, mount_path, observed_at, allocated_bytes, used_bytes, free_percent, level,
   storage_type)
SELECT * FROM unnest($1::integer[], $2::text[], $3::timestamptz[], $4::bigint[], $5::bigint[],
                     $6::double precision[], $7::smallint[], $8::text[])
ON CONFLICT (service_id, mount_path) DO UPDATE
SET observed_at = EXCLUDED.observed_at, allocated_bytes = EXCLUDED.allocated_bytes,
    used_bytes = EXCLUDED.used_bytes, free_percent = EXCLUDED.free_percent,
    previous_level = m.level, level = EXCLUDED.level,
    storage_type = COALESCE(EXCLUDED.storage_type, m.storage_type)
WHERE EXCLUDED.free_percent IS NOT NULL
  AND (m.free_percent IS NULL OR m.observed_at <= EXCLUDED.observed_at)
RETURNING m.service_id, m.mount_path, m.id, m.previous_level)"};

constexpr Statement kDeleteSurplus{"storage.delete_surplus_mounts", R"(
DELETE FROM storage.mount
WHERE id = ANY($1::integer[]) AND id IN (
  SELECT id FROM (
    SELECT id, row_number() OVER (PARTITION BY service_id ORDER BY id) AS place
    FROM storage.mount WHERE service_id = ANY($2::integer[])) AS m
  WHERE place > $3::bigint)
RETURNING id)"};

constexpr Statement kSelectState{"storage.select_mount_state", R"(
SELECT i.place, m.id, m.free_percent, d.storage_allocated_bytes, d.storage_used_bytes,
       d.storage_free_percent
FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY AS i (service_id, mount_path, place)
LEFT JOIN storage.mount AS m ON m.service_id = i.service_id AND m.mount_path = i.mount_path
LEFT JOIN kernel.service_declaration AS d ON d.service_id = i.service_id)"};

constexpr Statement kInsertSamples{"storage.insert_samples", R"(
INSERT INTO storage.sample (mount_id, observed_at, allocated_bytes, used_bytes, free_percent)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::real[]))"};

/// Mounts as the arrays of kUpdateMounts and kInsertMounts.
class MountColumns {
 public:
  void add(const ReportedMount& mount) {
    const PushItem& item = mount.newest != nullptr ? *mount.newest : *mount.items.back();
    const StorageReport& report = reportOf(item);
    services_.add(item.service.id);
    paths_.add(report.mount_path);
    times_.add(item.observed_at);
    types_.add(report.storage_type);
    if (mount.newest != nullptr) return add(*report.figures);
    allocated_.addNull();
    used_.addNull();
    free_.addNull();
    levels_.addNull();
  }

  Rows run(Transaction& transaction, const Statement& statement) {
    return transaction.run(statement, services_.take(), paths_.take(), times_.take(),
                           allocated_.take(), used_.take(), free_.take(), levels_.take(),
                           types_.take());
  }

 private:
  void add(const Figures& figures) {
    allocated_.add(figures.allocated_bytes);
    used_.add(figures.used_bytes);
    free_.add(figures.free_percent);
    levels_.add(static_cast<int>(figures.level()));
  }

  ArrayValue services_, paths_, times_, allocated_, used_, free_, levels_, types_;
};

void apply(ReportedMount& mount, const Rows::Row& row) {
  mount.mount_id = static_cast<std::int32_t>(row.integer("id"));
  if (mount.newest == nullptr) return;
  mount.applied = true;
  mount.free_percent = reportOf(*mount.newest).figures->free_percent;
  if (const auto level = row.optionalInteger("previous_level")) {
    mount.previous_level = static_cast<Level>(*level);
  }
}

/// What is pushed wins over what is declared; a mount that never had figures counts as empty.
std::optional<double> knownPercent(const Rows::Row& row) {
  if (!row.isNull("free_percent")) return row.number("free_percent");
  const auto declared = figuresFrom(row.optionalInteger("storage_allocated_bytes"),
                                    row.optionalInteger("storage_used_bytes"),
                                    row.optionalNumber("storage_free_percent"));
  if (declared) return declared->free_percent;
  return row.isNull("id") ? std::nullopt : std::optional(100.0);
}

/// Position of a row that came WITH ORDINALITY.
std::size_t placeOf(const Rows::Row& row) {
  return static_cast<std::size_t>(row.integer("place")) - 1;
}

}  // namespace

void MountRepository::update(std::span<ReportedMount> mounts) {
  MountColumns columns;
  std::vector<ReportedMount*> sent;
  for (ReportedMount& mount : mounts) {
    if (mount.newest == nullptr) continue;
    columns.add(mount);
    sent.push_back(&mount);
  }
  if (sent.empty()) return;
  for (const auto row : columns.run(transaction_, kUpdateMounts)) apply(*sent[placeOf(row)], row);
}

void MountRepository::insert(std::span<ReportedMount* const> mounts, std::int64_t mounts_max) {
  MountColumns columns;
  for (const ReportedMount* mount : mounts) columns.add(*mount);
  for (const auto row : columns.run(transaction_, kInsertMounts)) {
    const auto is_it = [&](const ReportedMount* mount) {
      return mount->service().id == row.integer("service_id") &&
             mount->mountPath() == row.text("mount_path");
    };
    if (const auto mount = std::find_if(mounts.begin(), mounts.end(), is_it);
        mount != mounts.end()) {
      apply(**mount, row);
    }
  }
  refuseSurplus(mounts, mounts_max);
}

void MountRepository::refuseSurplus(std::span<ReportedMount* const> mounts,
                                    std::int64_t mounts_max) {
  ArrayValue ids, services;
  bool any = false;
  for (const ReportedMount* mount : mounts) {
    if (!mount->mount_id) continue;
    ids.add(*mount->mount_id);
    services.add(mount->service().id);
    any = true;
  }
  if (!any) return;
  std::set<std::int64_t> surplus;
  for (const auto row : transaction_.run(kDeleteSurplus, ids.take(), services.take(), mounts_max)) {
    surplus.insert(row.integer("id"));
  }
  for (ReportedMount* mount : mounts) {
    if (!mount->mount_id || !surplus.contains(*mount->mount_id)) continue;
    mount->mount_id.reset();
    mount->applied = false;
    mount->refused = true;
  }
}

void MountRepository::readState(std::span<ReportedMount* const> mounts) {
  ArrayValue services, paths;
  for (const ReportedMount* mount : mounts) {
    services.add(mount->service().id);
    paths.add(mount->mountPath());
  }
  for (const auto row : transaction_.run(kSelectState, services.take(), paths.take())) {
    ReportedMount& mount = *mounts[placeOf(row)];
    mount.free_percent = knownPercent(row);
    if (const auto id = row.optionalInteger("id")) mount.mount_id = static_cast<std::int32_t>(*id);
  }
}

void MountRepository::addSamples(std::span<const ReportedMount> mounts) {
  ArrayValue ids, times, allocated, used, free;
  bool any = false;
  for (const ReportedMount& mount : mounts) {
    if (!mount.mount_id) continue;
    for (const PushItem* item : mount.items) {
      if (!isSample(*item)) continue;
      const Figures& figures = *reportOf(*item).figures;
      ids.add(*mount.mount_id);
      times.add(item->observed_at);
      allocated.add(figures.allocated_bytes);
      used.add(figures.used_bytes);
      free.add(figures.free_percent);
      any = true;
    }
  }
  if (!any) return;
  transaction_.runLater(kInsertSamples, ids.take(), times.take(), allocated.take(), used.take(),
                        free.take());
}

}  // namespace itops::storage

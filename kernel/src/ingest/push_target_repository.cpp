#include "ingest/push_target_repository.hpp"

namespace itops::ingest {
namespace {

constexpr Statement kSelectTargets{"ingest.select_push_targets", R"(
SELECT s.id, s.uuid, s.path, s.namespace, s.tags, s.archived_at IS NOT NULL AS archived
FROM kernel.service AS s WHERE s.path = ANY($1::text[]))"};

}  // namespace

std::vector<PushTarget> findPushTargets(Transaction& transaction,
                                        std::span<const std::string> paths) {
  ArrayValue array;
  for (const auto& path : paths) array.add(path);
  std::vector<PushTarget> targets;
  for (const auto row : transaction.run(kSelectTargets, array.take())) {
    PushTarget target;
    target.ref = {static_cast<std::int32_t>(row.integer("id")), row.uuid("uuid"),
                  std::string(row.text("path"))};
    target.name_space = row.optionalText("namespace");
    target.tags = row.textArray("tags");
    target.archived = row.boolean("archived");
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace itops::ingest

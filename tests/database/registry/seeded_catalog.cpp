#include "database/registry/seeded_catalog.hpp"

#include "database/ingest/replica.hpp"

namespace itops::test {
namespace {

constexpr Statement kInsertNode{"test.insert_node", R"(
INSERT INTO kernel.node (path) VALUES ($1) ON CONFLICT DO NOTHING)"};

constexpr Statement kInsertService{"test.insert_service", R"(
INSERT INTO kernel.service (node_id, created_at, archived_at, uuid, path, name, source, criticality,
                            type, display_name, description, team, namespace, tags)
SELECT id, $2, $3, gen_random_uuid(), path || '/' || $4, $4, $5, $6, $7, $8, $9, $10, $11,
       $12::text[]
FROM kernel.node WHERE path = $1
RETURNING id)"};

constexpr Statement kInsertState{"test.insert_state", R"(
INSERT INTO kernel.service_state (service_id, status, status_since, last_seen_at, message)
VALUES ($1, $2, $3, $4, $5))"};

constexpr Statement kInsertGroup{"test.insert_group", R"(
INSERT INTO kernel.sla_groups (name, display_name) VALUES ($1, $1) ON CONFLICT DO NOTHING)"};

constexpr Statement kInsertMember{"test.insert_member", R"(
INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from)
SELECT id, $2, 'push', now() FROM kernel.sla_groups WHERE name = $1)"};

std::optional<Timestamp> instant(const std::optional<int>& offset) {
  return offset ? std::optional(at(*offset)) : std::nullopt;
}

void storeOne(Transaction& transaction, const Seed& seed) {
  ArrayValue tags;
  for (const auto& tag : seed.tags) tags.add(tag);
  transaction.run(kInsertNode, seed.node);
  const auto id =
      static_cast<int>(transaction
                           .run(kInsertService, seed.node, at(seed.created),
                                seed.archived ? instant(seed.created) : std::nullopt, seed.name,
                                seed.source, seed.criticality, seed.type, seed.display_name,
                                seed.description, seed.team, seed.name_space, tags.take())[0]
                           .integer("id"));
  transaction.run(kInsertState, id, seed.status, at(seed.status_since), instant(seed.last_seen),
                  seed.message);
  for (const auto& group : seed.groups) {
    transaction.run(kInsertGroup, group);
    transaction.run(kInsertMember, group, id);
  }
}

}  // namespace

void store(CatalogDatabase& database, const std::vector<Seed>& seeds) {
  database.pool().transact([&](Transaction& transaction) {
    for (const Seed& seed : seeds) storeOne(transaction, seed);
  });
}

}  // namespace itops::test

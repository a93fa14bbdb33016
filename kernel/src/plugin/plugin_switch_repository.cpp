#include "plugin/plugin_switch_repository.hpp"

namespace itops::plugin {
namespace {

constexpr Statement kLoad{"plugin.load_switches", R"(
SELECT plugin_id, enabled, switched_by, switched_at FROM kernel.plugin_switch ORDER BY plugin_id)"};

// Two people who switch two plugins that need each other decide one after the other.
constexpr Statement kLockSwitches{"plugin.lock_switches", R"(
LOCK TABLE kernel.plugin_switch IN SHARE ROW EXCLUSIVE MODE)"};

constexpr Statement kStoreSwitch{"plugin.store_switch", R"(
INSERT INTO kernel.plugin_switch (plugin_id, enabled, switched_by, switched_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (plugin_id) DO UPDATE SET enabled = EXCLUDED.enabled,
  switched_by = EXCLUDED.switched_by, switched_at = EXCLUDED.switched_at)"};

constexpr Statement kTell{"plugin.tell_switch", "SELECT pg_notify('itops_plugins', $1)"};

StoredSwitches switchesIn(const Rows& rows) {
  StoredSwitches switches;
  for (const auto row : rows) {
    switches[std::string(row.text("plugin_id"))] = {
        row.boolean("enabled"), std::string(row.text("switched_by")), row.timestamp("switched_at")};
  }
  return switches;
}

}  // namespace

StoredSwitches loadSwitches(Database& database) {
  return switchesIn(database.run(kLoad));
}

StoredSwitches lockSwitches(Transaction& transaction) {
  transaction.run(kLockSwitches);
  return switchesIn(transaction.run(kLoad));
}

void storeSwitch(Transaction& transaction, const std::string& plugin_id,
                 const StoredSwitch& stored) {
  transaction.run(kStoreSwitch, plugin_id, stored.enabled, stored.switched_by, stored.switched_at);
  transaction.run(kTell, plugin_id);
}

}  // namespace itops::plugin

#pragma once

#include <map>
#include <string>

#include "itops/database.hpp"
#include "itops/timestamp.hpp"

/// SQL of the switches. All functions throw as Database does. [request] [job]
namespace itops::plugin {

/// How somebody switched a plugin.
struct StoredSwitch {
  bool enabled = true;
  std::string switched_by;
  Timestamp switched_at;
};

/// By plugin id.
using StoredSwitches = std::map<std::string, StoredSwitch, std::less<>>;

StoredSwitches loadSwitches(Database& database);

/// The same inside a transaction, in which nobody else can store a switch until its end.
StoredSwitches lockSwitches(Transaction& transaction);

/// Stores a switch and tells all replicas on the channel `itops_plugins`.
void storeSwitch(Transaction& transaction, const std::string& plugin_id,
                 const StoredSwitch& stored);

}  // namespace itops::plugin

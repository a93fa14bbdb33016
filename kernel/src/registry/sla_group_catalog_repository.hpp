#pragma once

#include <span>
#include <string>
#include <vector>

#include "itops/database.hpp"

namespace itops::registry {

/// An SLA group as people name it.
struct SlaGroup {
  std::string name;
  std::string display_name;
  bool archived = false;
};

/// The groups that are not archived, by name. [request]
std::vector<SlaGroup> listSlaGroups(Transaction& transaction);

/// The groups of these names, archived ones too, locked against other writers, by name. [request]
std::vector<SlaGroup> lockSlaGroups(Transaction& transaction, std::span<const SlaGroup> named);

/// Makes the groups that are missing, renames and revives the others. [request]
void saveSlaGroups(Transaction& transaction, std::span<const SlaGroup> groups);

}  // namespace itops::registry

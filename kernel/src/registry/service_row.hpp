#pragma once

#include "itops/database.hpp"
#include "registry/service_record.hpp"

/// Rows of kernel.service and kernel.service_state as domain types, for the repositories here.
namespace itops::registry {

ServiceFields fieldsFromRow(const Rows::Row& row);
ServiceState stateFromRow(const Rows::Row& row);

/// The stored form of field_owners.
std::string ownersToJson(const FieldOwners& owners);

}  // namespace itops::registry

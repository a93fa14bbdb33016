#pragma once

#include <string>

#include "itops/audit.hpp"
#include "registry/service_record.hpp"

namespace itops::registry {

/// What a person can change of a service, as a JSON object for the audit trail. [any]
std::string auditDocument(const ServiceRecord& record);

/// The entry of a change of a service: its names, and how it was before and is after. [any]
AuditEntry serviceChange(const char* action, const ServiceRecord& record, std::string before);

}  // namespace itops::registry

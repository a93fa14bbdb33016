#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "registry/service_json.hpp"
#include "registry/service_record.hpp"

namespace itops::registry {

/// Applies the members of a PATCH body to a service's fields as `writer`. null gives a field its
/// default back and releases it for pushes. All or nothing. Pure.
///
/// Throws Error(kInvalid, "fields_invalid") naming every unknown or wrong field, and
/// Error(kConflict, "field_declared") when Git declares one of them.
void applyPatch(ServiceFields& fields, std::string_view service_name,
                const boost::json::object& patch, FieldOwner writer,
                const SilenceDefaults& defaults);

}  // namespace itops::registry

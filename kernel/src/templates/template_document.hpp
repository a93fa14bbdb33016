#pragma once

#include <boost/json.hpp>

#include "itops/router.hpp"

namespace itops::templates {

/// Key of the document's form; a document without it counts as the present one.
inline constexpr const char* kVersionKey = "version";
inline constexpr std::int64_t kVersion = 1;

/// The document in a request's body, YAML or JSON: an object of sections, each a list. Throws
/// Error(kInvalid, ...) with code `yaml_invalid`, `json_invalid`, `template_invalid` (no object, or
/// something else than a list in it) or `template_version`. [any]
boost::json::object documentFrom(const Request& request);

/// The document for the answer to an export: YAML, or JSON when the client asks for it. [any]
Response documentResponse(const Request& request, const boost::json::object& document);

}  // namespace itops::templates

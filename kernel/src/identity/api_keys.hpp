#pragma once

#include <string>
#include <vector>

#include "identity/access_rules.hpp"
#include "identity/api_key_repository.hpp"
#include "identity/callers.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"

namespace itops::identity {

/// Named API keys as people manage them. [request]
class ApiKeys {
 public:
  /// References outlive this object.
  ApiKeys(Database& database, Audit& audit, const Clock& clock, const AccessRules& rules,
          Callers& callers)
      : database_(database), audit_(audit), clock_(clock), rules_(rules), callers_(callers) {}

  /// A new key and its text, which is nowhere stored.
  struct Made {
    ApiKey key;
    std::string text;
  };

  std::vector<ApiKey> list();

  /// Throws Error(kInvalid, "fields_invalid") also for a node prefix with scopes beyond pushing,
  /// Error(kConflict, "api_key_exists"), Error(kForbidden, "rights_exceeded").
  Made create(const Request& request, const ApiKey& wanted);

  /// Throws Error(kNotFound, "api_key_not_found"). Revoking again changes nothing.
  void revoke(const Request& request, const std::string& uuid);

 private:
  Database& database_;
  Audit& audit_;
  const Clock& clock_;
  const AccessRules& rules_;
  Callers& callers_;
};

}  // namespace itops::identity

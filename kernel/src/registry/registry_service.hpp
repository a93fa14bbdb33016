#pragma once

#include <boost/json.hpp>

#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/error.hpp"
#include "itops/registry.hpp"
#include "registry/service_declaration_repository.hpp"
#include "registry/service_json.hpp"
#include "registry/service_query_repository.hpp"

namespace itops::registry {

/// The catalog as plugins and handlers use it.
class RegistryService final : public Registry {
 public:
  RegistryService(Database& database, Audit& audit, const Clock& clock, SilenceDefaults defaults)
      : database_(database),
        queries_(database),
        audit_(audit),
        clock_(clock),
        defaults_(defaults) {}

  std::optional<ServiceRef> findByPath(std::string_view path) override {
    return queries_.findRef(path);
  }
  std::optional<ServiceRef> findById(const Uuid& id) override { return queries_.findRef(id); }

  ServiceQueryRepository& queries() { return queries_; }
  /// Empty for a service that no agent speaks of.
  std::optional<ServiceDeclarationView> declarationOf(const Uuid& id) {
    return findServiceDeclaration(database_, id);
  }
  const SilenceDefaults& silenceDefaults() const { return defaults_; }

  /// Changes fields for the caller of the request, which is audited. Throws Error(kNotFound,
  /// "service_not_found"), and what applyPatch throws. [request]
  void patch(const Request& request, const Uuid& id, const boost::json::object& patch);

  /// Takes a service out of the catalog for the caller of the request, which is audited; its
  /// history stays and a push brings it back. Nothing happens when it is archived already. Throws
  /// Error(kNotFound, "service_not_found"). [request]
  void archive(const Request& request, const Uuid& id);

 private:
  Database& database_;
  ServiceQueryRepository queries_;
  Audit& audit_;
  const Clock& clock_;
  const SilenceDefaults defaults_;
};

/// The error of an id that names no service.
Error serviceNotFound(const Uuid& id);

}  // namespace itops::registry

#pragma once

#include "itops/router.hpp"
#include "registry/registry_service.hpp"

namespace itops::registry {

/// HTTP side of /api/v1/services. [request]
class ServiceHandlers {
 public:
  explicit ServiceHandlers(RegistryService& registry) : registry_(registry) {}

  Response list(const Request& request);
  Response get(const Request& request);
  Response patch(const Request& request);
  Response archive(const Request& request);
  Response statusEvents(const Request& request);

 private:
  Response one(const Uuid& id);

  RegistryService& registry_;
};

}  // namespace itops::registry

#pragma once

#include "incident/incidents.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// HTTP side of incidents. [request]
class IncidentHandlers {
 public:
  /// All outlive this object.
  IncidentHandlers(Database& database, const Clock& clock, Incidents& incidents)
      : database_(database), clock_(clock), incidents_(incidents) {}

  Response list(const Request& request);
  Response get(const Request& request);
  Response change(const Request& request);
  Response summary(const Request& request);

 private:
  Response one(const Uuid& uuid);

  Database& database_;
  const Clock& clock_;
  Incidents& incidents_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerIncidentRoutes(Router& router, IncidentHandlers& handlers);

}  // namespace itops::sla

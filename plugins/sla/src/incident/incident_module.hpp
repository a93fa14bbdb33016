#pragma once

#include "incident/incident_follower.hpp"
#include "incident/incident_handlers.hpp"
#include "incident/incidents.hpp"
#include "itops/context.hpp"

namespace itops::sla {

/// Incidents: owns what opens, closes and serves them and registers it. [main]
class IncidentModule {
 public:
  explicit IncidentModule(Context& context);

 private:
  Database& database_;
  IncidentFollower follower_;
  Incidents incidents_;
  IncidentHandlers handlers_;
};

}  // namespace itops::sla

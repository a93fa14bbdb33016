#pragma once

#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"
#include "itops/metrics.hpp"
#include "itops/registry.hpp"
#include "itops/router.hpp"

namespace my_plugin {

/// From HTTP to notes and back. What it refers to outlives it.
class NoteHandlers {
 public:
  struct Parts {
    itops::Database& database;
    itops::Registry& registry;
    itops::EventBus& events;
    itops::Audit& audit;
    itops::Clock& clock;
    itops::Counter& notes_total;
  };

  explicit NoteHandlers(const Parts& parts) : parts_(parts) {}

  itops::Response list(const itops::Request& request);
  itops::Response add(const itops::Request& request);

 private:
  itops::ServiceRef serviceOf(const itops::Request& request);

  Parts parts_;
};

}  // namespace my_plugin

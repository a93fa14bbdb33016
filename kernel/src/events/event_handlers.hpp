#pragma once

#include "events/dead_letter.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::events {

/// Reads the query of GET /api/v1/events/dead. Throws Error(kInvalid, "query_invalid") naming every
/// wrong parameter. [any]
DeadLetterFilter deadLetterFilterFrom(const Request& request);

/// What operators may see and do of the event bus. [request]
class EventHandlers {
 public:
  /// All references outlive this object.
  EventHandlers(Database& database, Audit& audit, const Clock& clock)
      : database_(database), audit_(audit), clock_(clock) {}

  Response consumers(const Request& request);
  Response dead(const Request& request);
  Response retry(const Request& request);
  Response retryAll(const Request& request);

 private:
  Database& database_;
  Audit& audit_;
  const Clock& clock_;
};

}  // namespace itops::events

#pragma once

#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/error.hpp"
#include "itops/event_bus.hpp"
#include "server.hpp"

namespace itops::gitops {

/// Takes reports: each in one transaction that locks its server, so reports of one server come one
/// after the other and those of different servers don't wait for each other. [request]
class Reporting {
 public:
  /// All outlive this object; the event is declared here.
  Reporting(Database& database, EventBus& events, const Clock& clock);

  /// Stores it; when this returns it is committed. A pipeline or a version 1 client makes the
  /// server that it names. Throws Error(kNotFound, "server_not_found") for the cron check of an
  /// unknown one.
  void take(const Report& report);

 private:
  void store(Transaction& transaction, const Report& report);
  void publish(Transaction& transaction, const Server& server, const Change& change,
               ReportSource source);

  Database& database_;
  EventBus& events_;
  const Clock& clock_;
};

/// What a request for an unknown server is answered.
Error serverNotFound(const ServerKey& key);

}  // namespace itops::gitops

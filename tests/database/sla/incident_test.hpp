#pragma once

#include "database/sla/sla_plugin_test.hpp"
#include "itops/events/incident_closed.hpp"
#include "itops/events/incident_opened.hpp"
#include "itops/events/service_status_changed.hpp"

namespace itops::sla {

/// A service `a/b/c/d/db` that goes up and down, at 12:00.
class IncidentTest : public SlaPluginTest {
 protected:
  static constexpr const char* kPath = "a/b/c/d/db";

  IncidentTest() { service_ = addService(kPath, "critical", "shop"); }

  /// What the kernel does when the status of the service changes: at that time, heard of then.
  void changeTo(Status status, const std::string& time, const std::string& message = {});

  /// The same for changes that are heard of together, at the time of the last.
  struct Change {
    Status status;
    std::string time;
  };
  void changeTogether(const std::vector<Change>& changes);

  /// What the job does at a time.
  void settleAt(const std::string& time) {
    setClock(time);
    kernel_.scheduler.run("sla.settle_incidents");
  }

  /// `12:00..12:10 flaps 0`, oldest first; open ones without an end.
  std::vector<std::string> incidents();

  /// The target of the newest incident.
  std::string newest();

  /// `opened 12:00:00` and `closed 12:10:00 recovered` as they were published.
  std::vector<std::string> published() const;

  int service_ = 0;

 private:
  ServiceStatusChanged storedChange(Status status, const std::string& time,
                                    const std::string& message);
};

}  // namespace itops::sla

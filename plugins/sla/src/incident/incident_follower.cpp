#include "incident/incident_follower.hpp"

#include <vector>

#include "incident/incident_book.hpp"
#include "itops/error.hpp"
#include "itops/events/incident_closed.hpp"
#include "itops/events/incident_opened.hpp"

namespace itops::sla {
namespace {

IncidentOpened openedEvent(const Incident& incident) {
  return {.incident_id = incident.uuid,
          .service_id = incident.service.uuid,
          .service_key = incident.service.id,
          .path = incident.service.path,
          .opened_at = incident.opened_at,
          .criticality = incident.service.criticality,
          .message = incident.message,
          .source = incident.source,
          .occurred_at = incident.opened_at};
}

IncidentClosed closedEvent(const Incident& incident) {
  return {.incident_id = incident.uuid,
          .service_id = incident.service.uuid,
          .service_key = incident.service.id,
          .path = incident.service.path,
          .opened_at = incident.opened_at,
          .closed_at = *incident.closed_at,
          .criticality = incident.service.criticality,
          .message = incident.message,
          .source = incident.source,
          .reason = *incident.close_reason,
          .occurred_at = *incident.closed_at};
}

std::vector<std::int32_t> servicesOf(std::span<const Delivered<ServiceStatusChanged>> changes) {
  std::vector<std::int32_t> ids;
  for (const auto& change : changes) ids.push_back(change.event.service_key);
  return ids;
}

std::vector<Outage> outagesIn(std::span<const Delivered<ServiceStatusChanged>> changes) {
  std::vector<Outage> outages;
  for (const auto& [change, delivery] : changes) {
    if (change.status != Status::kDown) continue;
    outages.push_back({change.service_key, change.occurred_at});
  }
  return outages;
}

Error openedTwice() {
  return {ErrorKind::kConflict, "incident_conflict",
          "An incident was opened by somebody else just now."};
}

}  // namespace

IncidentFollower::IncidentFollower(EventBus& events, const Clock& clock, Metrics& metrics,
                                   std::chrono::milliseconds hold)
    : events_(events),
      clock_(clock),
      hold_(hold),
      opened_(metrics.counter("itops_sla_incidents_opened_total",
                              "Incidents that this process opened.")),
      closed_(metrics.counter("itops_sla_incidents_closed_total",
                              "Incidents that this process closed.")),
      open_now_(metrics.gauge("itops_sla_incidents_open_count",
                              "Incidents that are open in the installation.")) {}

void IncidentFollower::showOpen(Database& database) {
  database.transact([&](Transaction& transaction) {
    open_now_.set(static_cast<double>(IncidentRepository(transaction).countOpen()));
  });
}

void IncidentFollower::follow(Transaction& transaction,
                              std::span<const Delivered<ServiceStatusChanged>> changes) {
  IncidentRepository repository(transaction);
  IncidentBook book(repository.lockOpen(servicesOf(changes)), hold_);
  const auto outages = outagesIn(changes);
  const auto circumstances = repository.circumstancesOf(outages);
  auto next = circumstances.begin();
  for (const auto& [change, delivery] : changes) {
    book.apply(change, change.status == Status::kDown ? *next++ : OutageCircumstances{});
  }
  const auto changed = book.changed();
  auto opened = book.opened();
  repository.save(changed);
  if (repository.insert(opened) < opened.size()) {
    // The job opened one just now, which changes behind that one have to find.
    if (changes.size() > 1) throw openedTwice();
    opened.clear();
  }
  publishClosed(transaction, changed);
  publishOpened(transaction, opened);
  publishClosed(transaction, opened);
}

void IncidentFollower::settle(Database& database, const Fence& fence) {
  for (std::size_t closed = 1; closed > 0;) {
    database.transact([&](Transaction& transaction) {
      fence(transaction);
      closed = closeSettled(transaction);
    });
  }
  const Timestamp now = clock_.now();
  std::vector<UnattendedService> services;
  database.transact([&](Transaction& transaction) {
    services = IncidentRepository(transaction).unattended(now);
  });
  // One transaction each: whoever follows events may wait for one of them, never for several.
  for (UnattendedService& down : services) {
    const auto opened_at = opensWithoutChange(down.down_since, std::move(down.excluded), now);
    if (!opened_at) continue;
    database.transact([&](Transaction& transaction) {
      fence(transaction);
      const std::vector<Incident> opened{{.uuid = Uuid::generate(),
                                          .service = down.service,
                                          .opened_at = *opened_at,
                                          .message = down.message}};
      if (IncidentRepository(transaction).insert(opened) == 1) publishOpened(transaction, opened);
    });
  }
}

std::size_t IncidentFollower::closeSettled(Transaction& transaction) {
  IncidentRepository repository(transaction);
  std::vector<Incident> closed;
  for (auto& [incident, archived_at] : repository.lockClosable(clock_.now() - hold_)) {
    const bool archived =
        archived_at && (!incident.recovered_at || *incident.recovered_at > *archived_at);
    const Timestamp closed_at = archived ? *archived_at : *incident.recovered_at;
    closed.push_back(std::move(incident));
    closeIncident(closed.back(), closed_at,
                  archived ? CloseReason::kArchived : CloseReason::kRecovered);
  }
  repository.save(closed);
  publishClosed(transaction, closed);
  return closed.size();
}

void IncidentFollower::publishOpened(Transaction& transaction,
                                     std::span<const Incident> incidents) {
  std::vector<IncidentOpened> events;
  for (const Incident& incident : incidents) events.push_back(openedEvent(incident));
  events_.publishAll<IncidentOpened>(transaction, events);
  opened_.add(static_cast<double>(events.size()));
}

/// Of those that are closed.
void IncidentFollower::publishClosed(Transaction& transaction,
                                     std::span<const Incident> incidents) {
  std::vector<IncidentClosed> events;
  for (const Incident& incident : incidents) {
    if (incident.closed_at) events.push_back(closedEvent(incident));
  }
  events_.publishAll<IncidentClosed>(transaction, events);
  closed_.add(static_cast<double>(events.size()));
}

}  // namespace itops::sla

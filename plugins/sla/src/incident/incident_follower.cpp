#include "incident/incident_follower.hpp"

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

void IncidentFollower::follow(Transaction& transaction, const ServiceStatusChanged& event) {
  IncidentRepository repository(transaction);
  auto current = repository.lockOpen(event.service_key);
  StatusChange change{event.status, event.occurred_at};
  if (change.status == Status::kDown) {
    change.excluded = repository.isExcluded(event.service_key, event.occurred_at);
  }
  const IncidentSteps steps =
      stepsFor(current ? std::optional(current->state()) : std::nullopt, change, hold_);
  if (steps.close_at) {
    close(transaction, current->incident, *steps.close_at,
          steps.archived ? CloseReason::kArchived : CloseReason::kRecovered);
  }
  if (steps.open) {
    open(transaction,
         {event.service_key, event.service_id, event.path,
          repository.criticalityOf(event.service_key)},
         event.message, event.occurred_at);
  }
  if (!steps.resume && !steps.recover_at) return;
  current->incident.recovered_at = steps.recover_at;
  current->incident.flaps += steps.resume ? 1 : 0;
  repository.saveRecovery(current->incident);
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
      open(transaction, down.service, down.message, *opened_at);
    });
  }
}

std::size_t IncidentFollower::closeSettled(Transaction& transaction) {
  const auto incidents = IncidentRepository(transaction).lockClosable(clock_.now() - hold_);
  for (const auto& [incident, archived_at] : incidents) {
    const bool archived =
        archived_at && (!incident.recovered_at || *incident.recovered_at > *archived_at);
    close(transaction, incident, archived ? *archived_at : *incident.recovered_at,
          archived ? CloseReason::kArchived : CloseReason::kRecovered);
  }
  return incidents.size();
}

void IncidentFollower::open(Transaction& transaction, const IncidentService& service,
                            const std::string& message, Timestamp opened_at) {
  const Incident incident{
      .uuid = Uuid::generate(), .service = service, .opened_at = opened_at, .message = message};
  if (!IncidentRepository(transaction).insert(incident)) return;
  events_.publish(transaction, openedEvent(incident));
  opened_.add();
}

void IncidentFollower::close(Transaction& transaction, Incident incident, Timestamp closed_at,
                             CloseReason reason) {
  incident.closed_at = closed_at;
  incident.close_reason = closeReasonName(reason);
  if (reason == CloseReason::kRecovered) incident.recovered_at = closed_at;
  IncidentRepository(transaction).saveClosing(incident);
  events_.publish(transaction, closedEvent(incident));
  closed_.add();
}

}  // namespace itops::sla

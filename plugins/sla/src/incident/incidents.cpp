#include "incident/incidents.hpp"

#include "exclusion/correction_permission.hpp"
#include "exclusion/correction_repository.hpp"
#include "incident/incident_query_repository.hpp"
#include "itops/error.hpp"
#include "json_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

void requireExcludable(const Request& request, const Incident& incident, Timestamp now) {
  requireCorrectionPermission(request, "To exclude an incident");
  if (!incident.closed_at) {
    throw Error(
        ErrorKind::kConflict, "incident_open",
        "The incident is open; exclude it when it is closed, or start an exclusion window.");
  }
  if (incident.excluded) {
    throw Error(ErrorKind::kConflict, "incident_excluded",
                "The incident is excluded already; a correction can't be taken back.");
  }
  requireCorrectable(incident.opened_at, now);
}

}  // namespace

Error incidentNotFound(std::string_view id) {
  return {ErrorKind::kNotFound, "incident_not_found",
          "There is no incident '" + std::string(id) +
              "'; GET /api/v1/sla/incidents lists those there are."};
}

void Incidents::change(const Request& request, const Uuid& uuid, const IncidentChange& wanted) {
  database_.transact([&](Transaction& transaction) {
    IncidentQueryRepository repository(transaction);
    const auto incident = repository.lock(uuid);
    if (!incident) throw incidentNotFound(uuid.toString());
    if (wanted.exclude_because) {
      exclude(transaction, request, *incident, *wanted.exclude_because);
    }
    if (wanted.acknowledge && !incident->acknowledged_at) {
      acknowledge(transaction, request, *incident);
    }
    if (!wanted.comment) return;
    repository.addComment(*incident, {clock_.now(), request.principal().name, *wanted.comment});
    record(transaction, request, "sla_incident.comment", *incident,
           jsonText(json::object{{"comment", *wanted.comment}}));
  });
}

void Incidents::acknowledge(Transaction& transaction, const Request& request, Incident incident) {
  incident.acknowledged_at = clock_.now();
  incident.acknowledged_by = request.principal().name;
  IncidentQueryRepository(transaction).saveAcknowledgement(incident);
  record(transaction, request, "sla_incident.acknowledge", incident,
         jsonText(json::object{{"acknowledgedAt", jsonOf(incident.acknowledged_at)}}));
}

void Incidents::exclude(Transaction& transaction, const Request& request, const Incident& incident,
                        const std::string& reason) {
  const Timestamp now = clock_.now();
  requireExcludable(request, incident, now);
  const TimeSpan time{incident.opened_at, *incident.closed_at};
  CorrectionRepository corrections(transaction);
  corrections.holdAggregation();
  corrections.insert({.kind = Correction::Kind::kIncident,
                      .service_id = incident.service.id,
                      .incident_id = incident.id,
                      .scope = incident.service.path,
                      .time = time,
                      .made_at = now,
                      .author = request.principal().name,
                      .reason = reason});
  corrections.recount(incident.service.id, time);
  record(transaction, request, "sla_incident.exclude", incident,
         jsonText(json::object{{"excluded", true}, {"reason", reason}}));
}

void Incidents::record(Transaction& transaction, const Request& request, const char* action,
                       const Incident& incident, std::string after) {
  audit_.record(transaction, request,
                {.action = action,
                 .object_type = "sla_incident",
                 .object_id = incident.uuid.toString(),
                 .object_name = incident.service.path,
                 .after = std::move(after)});
}

}  // namespace itops::sla

#include "incident/incident_book.hpp"

#include <utility>

namespace itops::sla {

IncidentBook::IncidentBook(std::vector<UnderWay> open, std::chrono::milliseconds hold)
    : hold_(hold) {
  for (UnderWay& one : open) {
    open_.emplace(one.incident.service.id, entries_.size());
    entries_.push_back({std::move(one), false, false});
  }
}

void IncidentBook::apply(const ServiceStatusChanged& change,
                         const OutageCircumstances& circumstances) {
  const auto found = open_.find(change.service_key);
  Entry* current = found == open_.end() ? nullptr : &entries_[found->second];
  const bool excluded = change.status == Status::kDown && circumstances.excluded;
  const IncidentSteps steps =
      stepsFor(current == nullptr ? std::nullopt : std::optional(current->under_way.state()),
               {change.status, change.occurred_at, excluded}, hold_);
  if (steps == IncidentSteps{}) return;
  if (current != nullptr) {
    Incident& incident = current->under_way.incident;
    current->changed = true;
    if (steps.resume || steps.recover_at) incident.recovered_at = steps.recover_at;
    incident.flaps += steps.resume ? 1 : 0;
    if (steps.close_at) {
      closeIncident(incident, *steps.close_at,
                    steps.archived ? CloseReason::kArchived : CloseReason::kRecovered);
      open_.erase(found);
    }
  }
  if (steps.open) open(change, circumstances);
}

void IncidentBook::open(const ServiceStatusChanged& change,
                        const OutageCircumstances& circumstances) {
  Incident incident{
      .uuid = Uuid::generate(),
      .service = {change.service_key, change.service_id, change.path, circumstances.criticality},
      .opened_at = change.occurred_at,
      .message = change.message};
  open_.emplace(change.service_key, entries_.size());
  entries_.push_back({{std::move(incident), circumstances.archived_at}, true, true});
}

std::vector<Incident> IncidentBook::changed() const {
  return incidentsWhere([](const Entry& entry) { return entry.changed && !entry.is_new; });
}

std::vector<Incident> IncidentBook::opened() const {
  return incidentsWhere([](const Entry& entry) { return entry.is_new; });
}

std::vector<Incident> IncidentBook::incidentsWhere(bool (*wanted)(const Entry&)) const {
  std::vector<Incident> incidents;
  for (const Entry& entry : entries_) {
    if (wanted(entry)) incidents.push_back(entry.under_way.incident);
  }
  return incidents;
}

void closeIncident(Incident& incident, Timestamp closed_at, CloseReason reason) {
  incident.closed_at = closed_at;
  incident.close_reason = closeReasonName(reason);
  if (reason == CloseReason::kRecovered) incident.recovered_at = closed_at;
}

}  // namespace itops::sla

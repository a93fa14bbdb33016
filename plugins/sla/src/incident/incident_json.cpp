#include "incident/incident_json.hpp"

#include <chrono>

#include "json_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

using Minutes = std::chrono::duration<double, std::ratio<60>>;

json::value minutesOf(const std::optional<std::chrono::milliseconds>& duration) {
  if (!duration) return nullptr;
  return Minutes(*duration).count();
}

}  // namespace

json::object incidentJson(const Incident& incident, Timestamp now) {
  const auto duration = incident.closed_at.value_or(now) - incident.opened_at;
  return {{"id", incident.uuid.toString()},
          {"serviceId", incident.service.uuid.toString()},
          {"path", incident.service.path},
          {"criticality", incident.service.criticality},
          {"source", incident.source},
          {"state", incident.closed_at ? "closed" : "open"},
          {"openedAt", formatTimestamp(incident.opened_at)},
          {"recoveredAt", jsonOf(incident.recovered_at)},
          {"closedAt", jsonOf(incident.closed_at)},
          {"closeReason", jsonOf(incident.close_reason)},
          {"durationSeconds", std::chrono::floor<std::chrono::seconds>(duration).count()},
          {"flaps", incident.flaps},
          {"message", incident.message},
          {"acknowledgedAt", jsonOf(incident.acknowledged_at)},
          {"acknowledgedBy", jsonOf(incident.acknowledged_by)},
          {"excluded", incident.excluded}};
}

json::object incidentJson(const Incident& incident, Timestamp now,
                          std::span<const IncidentComment> comments) {
  json::array list;
  for (const IncidentComment& comment : comments) {
    list.push_back(json::object{{"madeAt", formatTimestamp(comment.made_at)},
                                {"author", comment.author},
                                {"text", comment.text}});
  }
  json::object document = incidentJson(incident, now);
  document["comments"] = std::move(list);
  return document;
}

json::object summaryJson(const IncidentSummary& summary, Timestamp from, Timestamp to) {
  return {{"from", formatTimestamp(from)},
          {"to", formatTimestamp(to)},
          {"count", summary.count},
          {"open", summary.open},
          {"mttrMinutes", minutesOf(summary.mttr)},
          {"mtbfMinutes", minutesOf(summary.mtbf)},
          {"downMinutes", minutesOf(summary.down)}};
}

}  // namespace itops::sla

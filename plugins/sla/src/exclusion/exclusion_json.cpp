#include "exclusion/exclusion_json.hpp"

#include "json_text.hpp"

namespace itops::sla {

namespace json = boost::json;

json::object exclusionJson(const ExclusionWindow& window, Timestamp now) {
  const bool open = window.isOpenAt(now);
  return {{"id", window.uuid.toString()},
          {"path", jsonOf(window.scope.path)},
          {"group", jsonOf(window.scope.group)},
          {"all", !window.scope.path && !window.scope.group},
          {"reason", window.reason},
          {"open", open},
          {"startedAt", formatTimestamp(window.started_at)},
          {"plannedEndAt", jsonOf(window.planned_end_at)},
          {"endedAt", open ? json::value(nullptr) : jsonOf(window.end())},
          {"startedBy", window.started_by},
          {"endedBy", jsonOf(window.ended_by)},
          {"createdAt", formatTimestamp(window.created_at)}};
}

json::object correctionJson(const Correction& correction) {
  const auto id_of = [](const std::optional<Uuid>& uuid) {
    return uuid ? json::value(uuid->toString()) : json::value(nullptr);
  };
  return {{"id", correction.uuid.toString()},
          {"kind", correctionKindName(correction.kind)},
          {"scope", correction.scope},
          {"from", formatTimestamp(correction.time.from)},
          {"to", formatTimestamp(correction.time.to)},
          {"exclusionWindowId", id_of(correction.exclusion_window_uuid)},
          {"incidentId", id_of(correction.incident_uuid)},
          {"madeAt", formatTimestamp(correction.made_at)},
          {"author", correction.author},
          {"reason", correction.reason}};
}

}  // namespace itops::sla

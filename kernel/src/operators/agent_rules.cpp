#include "operators/agent_rules.hpp"

#include <algorithm>

#include "ingest/observation_rules.hpp"

namespace itops::operators {
namespace {

using registry::FieldOwner;
using registry::ServiceFields;
using registry::ServiceRecord;

/// Types that a tag may stand for, for a service whose type nobody declares.
constexpr std::string_view kTypesByTag[] = {"database", "cache", "queue", "storage",
                                            "s3",       "api",   "web"};

template <class Field, class Given>
void declare(ServiceFields& fields, const char* name, Field& field,
             const std::optional<Given>& given, const Field& initial, bool whole) {
  if (given) {
    field = *given;
    fields.owners[name] = FieldOwner::kAgent;
  } else if (whole && fields.ownerOf(name) == FieldOwner::kAgent) {
    field = initial;
    fields.owners.erase(name);
  }
}

std::optional<std::string> typeByTags(const Declaration& declared) {
  if (declared.type || !declared.tags) return declared.type;
  for (const auto type : kTypesByTag) {
    const auto& tags = *declared.tags;
    if (std::find(tags.begin(), tags.end(), type) != tags.end()) return std::string(type);
  }
  return std::nullopt;
}

/// The declared tags and those that pushes appended.
std::optional<std::vector<std::string>> tagsOf(const ServiceFields& fields,
                                               const Declaration& declared) {
  auto tags = declared.tags;
  if (!tags) return tags;
  for (const std::string& tag : fields.tags) {
    const bool appended = fields.owners.contains(registry::addedTagField(tag));
    if (appended && std::find(tags->begin(), tags->end(), tag) == tags->end()) tags->push_back(tag);
  }
  return tags;
}

bool pushesAreOverdue(const ServiceRecord& record, Timestamp observed_at,
                      const ingest::SilenceLimits& global) {
  const auto& state = record.state;
  if (!state.silence_from) return false;
  const Timestamp due =
      *state.silence_from + ingest::silenceLimitsOf(record.fields, global).unknown_after;
  const bool silent = state.status == Status::kUnknown || state.status == Status::kDown;
  return silent && observed_at >= due && state.status_since >= due;
}

int severity(Status status) {
  switch (status) {
    case Status::kDown:
      return 3;
    case Status::kUnknown:
      return 2;
    case Status::kDegraded:
      return 1;
    default:
      return 0;
  }
}

registry::StatusEvent eventOf(const ServiceRecord& record, const char* cause) {
  registry::StatusEvent event;
  event.service_id = record.id;
  event.service_uuid = record.uuid;
  event.path = record.path;
  event.status = record.state.status;
  event.occurred_at = record.state.status_since;
  event.cause = cause;
  return event;
}

void applyStatus(ServiceRecord& record, const ServiceReport& report, Timestamp observed_at,
                 AgentEffect& effect) {
  auto& state = record.state;
  state.message = report.message;
  if (state.status == *report.status && !effect.event) return;
  const Timestamp since = effect.event ? observed_at : std::max(observed_at, state.status_since);
  if (!effect.event) {
    effect.event = eventOf(record, "agent");
    effect.event->previous = state.status;
  }
  effect.event->status = state.status = *report.status;
  effect.event->occurred_at = state.status_since = since;
  effect.event->message = report.message;
}

}  // namespace

void applyDeclaration(ServiceFields& fields, const Declaration& declared, bool whole,
                      const std::optional<std::string>& group_tier) {
  const ServiceFields initial;
  auto criticality = declared.criticality;
  if (!criticality && declared.sla_group) criticality = group_tier;
  declare(fields, "displayName", fields.display_name, declared.display_name,
          registry::defaultDisplayName(declared.path.service), whole);
  declare(fields, "description", fields.description, declared.description, initial.description,
          whole);
  declare(fields, "type", fields.type, typeByTags(declared), initial.type, whole);
  declare(fields, "team", fields.team, declared.team, initial.team, whole);
  declare(fields, "criticality", fields.criticality, criticality, initial.criticality, whole);
  declare(fields, "namespace", fields.name_space, declared.name_space, initial.name_space, whole);
  declare(fields, "tags", fields.tags, tagsOf(fields, declared), initial.tags, whole);
}

AgentEffect applyAgentReport(ServiceRecord& record, const ServiceReport& report,
                             const Sighting& sighting, bool created,
                             const ingest::SilenceLimits& global) {
  AgentEffect effect;
  auto& state = record.state;
  const Timestamp observed_at = sighting.observed_at;
  const bool news = !sighting.history_only && !sighting.too_old &&
                    sighting.received_at - observed_at <= kAgentNewsMax &&
                    (!state.last_observed_at || observed_at >= *state.last_observed_at);
  effect.revived = record.archived_at.has_value();
  record.archived_at.reset();
  if (created) effect.event = eventOf(record, "created");
  if (report.status && news) {
    const bool stands = pushesAreOverdue(record, observed_at, global) &&
                        severity(*report.status) <= severity(state.status);
    if (!stands) applyStatus(record, report, observed_at, effect);
  }
  if (report.status && !sighting.too_old) {
    effect.observation = Observation{.service_id = record.id,
                                     .status = *report.status,
                                     .reporter = Reporter::kAgent,
                                     .observed_at = observed_at,
                                     .received_at = sighting.received_at,
                                     .hold = kAgentHold};
    state.last_observed_at = std::max(state.last_observed_at.value_or(observed_at), observed_at);
  }
  state.last_seen_at =
      std::max(state.last_seen_at.value_or(sighting.received_at), sighting.received_at);
  if (effect.event || effect.revived) ++state.revision;
  return effect;
}

}  // namespace itops::operators

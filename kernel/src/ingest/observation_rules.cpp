#include "ingest/observation_rules.hpp"

#include <algorithm>

namespace itops::ingest {
namespace {

using registry::FieldOwner;
using registry::ServiceFields;
using registry::ServiceRecord;

/// Sets a field that still has its default; what anybody set stays.
template <class Field, class Given>
void fill(ServiceFields& fields, const char* name, Field& field,
          const std::optional<Given>& given) {
  if (!given || fields.ownerOf(name) != FieldOwner::kNobody || Field(*given) == field) return;
  field = *given;
  fields.owners[name] = FieldOwner::kPush;
}

bool maySetThresholds(const ServiceFields& fields) {
  return fields.maySet("unknownAfterSeconds", FieldOwner::kPush) &&
         fields.maySet("downAfterSeconds", FieldOwner::kPush);
}

void applyExpectedInterval(ServiceFields& fields, const SilenceLimits& expected) {
  if (!maySetThresholds(fields)) return;
  fields.unknown_after = expected.unknown_after;
  fields.down_after = expected.down_after;
  fields.owners["unknownAfterSeconds"] = FieldOwner::kPush;
  fields.owners["downAfterSeconds"] = FieldOwner::kPush;
}

void applyFields(ServiceFields& fields, const HealthReport& report, bool created) {
  fill(fields, "type", fields.type, report.type);
  fill(fields, "criticality", fields.criticality, report.criticality);
  fill(fields, "namespace", fields.name_space, report.name_space);
  if (created) fill(fields, "tags", fields.tags, report.tags);
  if (report.expected) applyExpectedInterval(fields, *report.expected);
}

Observation observationOf(const ServiceRecord& record, const HealthReport& report,
                          const SilenceLimits& limits) {
  return {.service_id = record.id,
          .status = report.status,
          .reporter = Reporter::kPush,
          .observed_at = report.observed_at,
          .received_at = report.received_at,
          .hold = limits.unknown_after,
          .down_after = limits.down_after};
}

bool isHistoryOnly(const ServiceRecord& record, const HealthReport& report,
                   const SilenceLimits& limits) {
  if (report.too_old || report.received_at - report.observed_at > limits.down_after) return true;
  return record.state.last_observed_at && report.observed_at < *record.state.last_observed_at;
}

registry::StatusEvent statusEventOf(const ServiceRecord& record, Status status,
                                    Timestamp occurred_at, const char* cause) {
  registry::StatusEvent event;
  event.service_id = record.id;
  event.service_uuid = record.uuid;
  event.path = record.path;
  event.status = status;
  event.occurred_at = occurred_at;
  event.cause = cause;
  return event;
}

void applyStatus(ServiceRecord& record, const HealthReport& report, ReportEffect& effect) {
  auto& state = record.state;
  if (effect.event) {
    effect.event->status = state.status = report.status;
    effect.event->occurred_at = state.status_since = report.observed_at;
    effect.event->message = report.message;
  } else if (state.status != report.status) {
    // Silence may have put its event at the instant when it was due, after this observation.
    const Timestamp since = std::max(report.observed_at, state.status_since);
    effect.event = statusEventOf(record, report.status, since, "push");
    effect.event->previous = state.status;
    effect.event->message = report.message;
    state.status_since = since;
    state.status = report.status;
  }
  state.message = report.message;
  state.silence_from = report.observed_at;
}

}  // namespace

ServiceRecord newServiceRecord(const HealthReport& report) {
  ServiceRecord record;
  record.uuid = Uuid::generate();
  record.path = report.path_text;
  record.fields.display_name = registry::defaultDisplayName(report.path.service);
  record.state.status_since = report.received_at;
  return record;
}

SilenceLimits silenceLimitsOf(const ServiceFields& fields, const SilenceLimits& global) {
  const auto unknown_after = fields.unknown_after.value_or(global.unknown_after);
  return {unknown_after, std::max(unknown_after, fields.down_after.value_or(global.down_after))};
}

ReportEffect applyHealthReport(ServiceRecord& record, const HealthReport& report, bool created,
                               const SilenceLimits& global) {
  ReportEffect effect;
  auto& state = record.state;
  const ServiceFields fields_before = record.fields;
  const SilenceLimits limits = report.expected && maySetThresholds(record.fields)
                                   ? *report.expected
                                   : silenceLimitsOf(record.fields, global);
  effect.history_only = isHistoryOnly(record, report, limits);
  effect.revived = record.archived_at.has_value();
  if (created) {  // history begins with a row, whatever the first push says
    effect.event = statusEventOf(record, state.status, state.status_since, "created");
  }
  record.archived_at.reset();
  if (!effect.history_only) {
    applyFields(record.fields, report, created);
    applyStatus(record, report, effect);
    effect.joins_group = report.sla_group && report.sla_group != record.push_group;
    effect.leaves_group = effect.joins_group && record.push_group;
    if (effect.joins_group) record.push_group = report.sla_group;
  }
  if (!report.too_old) {
    effect.observation = observationOf(record, report, silenceLimitsOf(record.fields, global));
    state.last_observed_at =
        std::max(state.last_observed_at.value_or(report.observed_at), report.observed_at);
  }
  state.last_seen_at =
      std::max(state.last_seen_at.value_or(report.received_at), report.received_at);
  if (effect.event || effect.joins_group || effect.revived || record.fields != fields_before) {
    ++state.revision;
  }
  return effect;
}

}  // namespace itops::ingest

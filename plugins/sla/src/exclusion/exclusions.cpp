#include "exclusion/exclusions.hpp"

#include "exclusion/correction_permission.hpp"
#include "exclusion/correction_repository.hpp"
#include "exclusion/exclusion_json.hpp"
#include "exclusion/exclusion_repository.hpp"
#include "itops/error.hpp"
#include "json_text.hpp"

namespace itops::sla {
namespace {

[[noreturn]] void refuseField(const char* field, const std::string& message) {
  throw Error(
      ErrorKind::kInvalid, "fields_invalid",
      "The exclusion window was not changed, because some fields can't be used; see errors.", {},
      {{field, message}});
}

/// A time that a caller gave for what happened: not ahead of now, and not before what is kept.
Timestamp pastOrNow(const char* field, const std::optional<Timestamp>& given, Timestamp now) {
  if (!given) return now;
  if (*given > now) {
    refuseField(field, "Expected no time after now (" + formatTimestamp(now) + ").");
  }
  requireCorrectable(*given, now);
  return *given;
}

AuditEntry auditEntry(const char* action, const ExclusionWindow& window, std::string before,
                      Timestamp now) {
  return {.action = action,
          .object_type = "exclusion_window",
          .object_id = window.uuid.toString(),
          .object_name = window.scope.toString(),
          .before = std::move(before),
          .after = jsonText(exclusionJson(window, now))};
}

}  // namespace

ExclusionWindow Exclusions::start(const Request& request, const ExclusionStart& wanted) {
  const Timestamp now = clock_.now();
  ExclusionWindow window{.uuid = Uuid::generate(),
                         .scope = wanted.scope,
                         .started_at = pastOrNow("startedAt", wanted.started_at, now),
                         .planned_end_at = wanted.planned_end_at,
                         .created_at = now,
                         .reason = wanted.reason,
                         .started_by = request.principal().name};
  if (window.planned_end_at && *window.planned_end_at <= window.started_at) {
    refuseField("plannedEndAt",
                "Expected a time after the start (" + formatTimestamp(window.started_at) + ").");
  }
  const auto past = pastExcludedBy(window, now);
  if (past) requireCorrectionPermission(request, "A time in the past");
  database_.transact([&](Transaction& transaction) {
    ExclusionRepository repository(transaction);
    repository.requireScope(window.scope);
    window.id = repository.insert(window);
    if (past) correct(transaction, request, window, *past, window.reason, now);
    audit_.record(transaction, request, auditEntry("exclusion_window.start", window, {}, now));
  });
  return window;
}

ExclusionWindow Exclusions::replan(const Request& request, const Uuid& id,
                                   std::optional<Timestamp> planned_end_at) {
  const Timestamp now = clock_.now();
  if (planned_end_at && *planned_end_at <= now) {
    refuseField("plannedEndAt", "Expected a time after now (" + formatTimestamp(now) +
                                    "), or null; stop the window to end it sooner.");
  }
  ExclusionWindow window;
  database_.transact([&](Transaction& transaction) {
    window = lockedWindow(transaction, {.id = id, .scope = {}, .ended_at = {}, .reason = {}}, now);
    const std::string before = jsonText(exclusionJson(window, now));
    window.planned_end_at = planned_end_at;
    ExclusionRepository(transaction).savePlannedEnd(window);
    audit_.record(transaction, request, auditEntry("exclusion_window.update", window, before, now));
  });
  return window;
}

ExclusionWindow Exclusions::stop(const Request& request, const ExclusionStop& wanted) {
  const Timestamp now = clock_.now();
  const Timestamp ended_at = pastOrNow("endedAt", wanted.ended_at, now);
  ExclusionWindow window;
  database_.transact([&](Transaction& transaction) {
    window = lockedWindow(transaction, wanted, now);
    if (ended_at < window.started_at) {
      refuseField("endedAt", "Expected no time before the start (" +
                                 formatTimestamp(window.started_at) + ").");
    }
    const auto past = pastCountedAgain(window, ended_at, now);
    if (past) requireCorrectionPermission(request, "A time in the past");
    const std::string before = jsonText(exclusionJson(window, now));
    window.ended_at = ended_at;
    window.ended_by = request.principal().name;
    ExclusionRepository(transaction).saveEnd(window);
    const std::string reason = wanted.reason.value_or(window.reason);
    if (past) correct(transaction, request, window, *past, reason, now);
    audit_.record(transaction, request, auditEntry("exclusion_window.stop", window, before, now));
  });
  return window;
}

ExclusionWindow Exclusions::lockedWindow(Transaction& transaction, const ExclusionStop& wanted,
                                         Timestamp now) const {
  ExclusionRepository repository(transaction);
  if (wanted.id) {
    const auto window = repository.lock(*wanted.id);
    if (!window) {
      throw Error(ErrorKind::kNotFound, "exclusion_window_not_found",
                  "There is no exclusion window " + wanted.id->toString() + ".");
    }
    if (window->isOpenAt(now)) return *window;
    throw Error(ErrorKind::kConflict, "exclusion_window_ended",
                "The exclusion window ended at " + formatTimestamp(*window->end()) + ".");
  }
  const auto windows = repository.lockOpen(wanted.scope, now);
  if (windows.size() == 1) return windows.front();
  if (windows.empty()) {
    throw Error(ErrorKind::kNotFound, "exclusion_window_not_open",
                "No exclusion window of exactly '" + wanted.scope.toString() +
                    "' is open; GET /api/v1/sla/exclusion-windows?open=true lists those that are.");
  }
  std::string ids;
  for (const auto& window : windows) ids.append(ids.empty() ? "" : ", ") += window.uuid.toString();
  throw Error(ErrorKind::kConflict, "exclusion_window_ambiguous",
              "Several exclusion windows of '" + wanted.scope.toString() +
                  "' are open; stop one by its id: " + ids + ".");
}

void Exclusions::correct(Transaction& transaction, const Request& request,
                         const ExclusionWindow& window, const TimeSpan& past,
                         const std::string& reason, Timestamp now) {
  CorrectionRepository repository(transaction);
  repository.holdAggregation();
  repository.insert({.exclusion_window_id = window.id,
                     .scope = window.scope.toString(),
                     .time = past,
                     .made_at = now,
                     .author = request.principal().name,
                     .reason = reason});
  repository.recount(window.scope, past);
}

}  // namespace itops::sla

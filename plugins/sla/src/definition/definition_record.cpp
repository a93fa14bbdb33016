#include "definition/definition_record.hpp"

#include <algorithm>

#include "arithmetic/period.hpp"

namespace itops::sla {
namespace {

/// Sets `field` where the body has the member, and back to `initial` where it is null there.
template <class Field, class T>
void set(BodyReader& body, const char* name, Field& field, const std::optional<T>& given,
         const Field& initial) {
  if (body.isNull(name)) field = initial;
  if (given) field = *given;
}

bool isTimeZone(const std::string& name) {
  try {
    return Calendar(name).timeZone() == name;
  } catch (const Error&) {
    return false;
  }
}

void applyTier(BodyReader& body, std::span<const Tier> tiers, DefinitionRecord& definition) {
  const auto name = body.text("tier");
  if (!name) return;
  const auto tier =
      std::find_if(tiers.begin(), tiers.end(), [&](const Tier& one) { return one.name == *name; });
  if (tier == tiers.end()) {
    body.wrong("tier", "Expected the name of a tier; GET /api/v1/sla/tiers lists them.");
  } else if (definition.made_from_tier && tier->id != definition.tier.id) {
    body.wrong("tier", "This definition belongs to its tier; make another one.");
  } else {
    definition.tier = *tier;
  }
}

void applyPolicies(BodyReader& body, DefinitionRecord& definition) {
  const CountingPolicy initial;
  set(body, "degradedWeight", definition.counting.degraded_weight,
      body.fraction("degradedWeight", kWeightWhole, 0, kWeightWhole), initial.degraded_weight);
  const auto maintenance = body.word("maintenance", {"exclude", "count_up", "count_down"});
  set(body, "maintenance", definition.counting.maintenance,
      maintenance ? parseMaintenancePolicy(*maintenance) : std::nullopt, initial.maintenance);
  const auto silence = body.word("silence", {"down", "unknown"});
  set(body, "silence", definition.silence, silence ? parseSilencePolicy(*silence) : std::nullopt,
      SilencePolicy::kDown);
  const auto roll_up = body.word("rollUp", {"worst", "average", "any"});
  set(body, "rollUp", definition.roll_up, roll_up ? parseRollUp(*roll_up) : std::nullopt,
      RollUp::kAverage);
}

/// What is promised: the tier, and the figures that are not the tier's.
void applyPromise(BodyReader& body, std::span<const Tier> tiers, DefinitionRecord& definition) {
  applyTier(body, tiers, definition);
  set(body, "uptimeTarget", definition.own_target, uptimeTargetFrom(body), {});
  set(body, "responseMinutes", definition.own_response_minutes,
      minutesFrom(body, "responseMinutes"), {});
  set(body, "resolutionMinutes", definition.own_resolution_minutes,
      minutesFrom(body, "resolutionMinutes"), {});
}

void refusePromise(BodyReader& body) {
  for (const char* name : {"tier", "uptimeTarget", "responseMinutes", "resolutionMinutes"}) {
    if (!body.has(name) && !body.isNull(name)) continue;
    body.wrong(name, "It is declared in Git by the agent; change it there.");
  }
}

}  // namespace

void applyDefinitionChange(BodyReader& body, std::span<const Tier> tiers,
                           DefinitionRecord& definition) {
  if (const auto name = body.text("name")) definition.name = *name;
  if (definition.declared) {
    refusePromise(body);
  } else {
    applyPromise(body, tiers, definition);
  }
  applyPolicies(body, definition);
  const auto time_zone = body.text("timeZone");
  if (time_zone && !isTimeZone(*time_zone)) {
    body.wrong("timeZone", "Expected an IANA time zone such as Europe/Berlin, or null.");
  }
  set(body, "timeZone", definition.time_zone, time_zone, {});
}

}  // namespace itops::sla

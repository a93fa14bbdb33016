#include "period/current_definitions.hpp"

namespace itops::sla {
namespace {

CurrentDefinition currentDefinition(std::optional<Definition> definition, const std::string& zone,
                                    Instant now) {
  const Calendar calendar(zone);
  return {std::move(definition), zone, calendar.periodOf(PeriodType::kMonthly, now),
          calendar.periodOf(PeriodType::kDaily, now)};
}

}  // namespace

CurrentDefinitions::CurrentDefinitions(const AssignedDefinitions::ById& definitions,
                                       const std::string& platform_zone, Instant now)
    : none_(currentDefinition(std::nullopt, platform_zone, now)) {
  for (const auto& [id, definition] : definitions) {
    const std::string zone = definition.time_zone.value_or(platform_zone);
    by_id_.emplace(id, currentDefinition(definition, zone, now));
  }
}

const CurrentDefinition& CurrentDefinitions::of(std::optional<std::int32_t> definition_id) const {
  if (!definition_id) return none_;
  const auto found = by_id_.find(*definition_id);
  return found == by_id_.end() ? none_ : found->second;
}

}  // namespace itops::sla

#include "definition/tiers.hpp"

#include "definition/assignment_repository.hpp"
#include "definition/definition_json.hpp"
#include "definition/definition_repository.hpp"
#include "definition/tier_repository.hpp"
#include "itops/error.hpp"
#include "json_text.hpp"

namespace itops::sla {
namespace {

constexpr const char* kUnchanged = "The tier was not changed";

Error tierNotFound(std::string_view name) {
  return {ErrorKind::kNotFound, "tier_not_found",
          "There is no tier '" + std::string(name) + "'; GET /api/v1/sla/tiers lists them."};
}

Tier lockedTier(Transaction& transaction, std::string_view name) {
  ensureAssignments(transaction);  // a tier that nobody has looked at has no definition yet
  auto tier = TierRepository(transaction).lock(name);
  if (!tier) throw tierNotFound(name);
  return *std::move(tier);
}

void requireUnused(Transaction& transaction, const Tier& tier) {
  if (tier.isCriticality()) {
    throw Error(ErrorKind::kConflict, "tier_built_in",
                "The tier '" + tier.name +
                    "' is that of the services of this criticality and can't be deleted.");
  }
  const auto definitions = TierRepository(transaction).definitionsOf(tier);
  if (!definitions.empty()) {
    throw Error(ErrorKind::kConflict, "tier_in_use",
                "The tier '" + tier.name + "' is used by the definitions " +
                    listed(definitions, definitions.size()) + "; delete them first.");
  }
  const auto users = AssignmentRepository(transaction).usersOf(tier.definition_uuid);
  if (users.count == 0) return;
  throw Error(ErrorKind::kConflict, "tier_in_use",
              "The definition of the tier '" + tier.name + "' is assigned to " +
                  listed(users.names, users.count) + "; assign them another one first.");
}

}  // namespace

Tier Tiers::find(std::string_view name) {
  std::optional<Tier> tier;
  database_.transact([&](Transaction& transaction) { tier = lockedTier(transaction, name); });
  return *std::move(tier);
}

Tier Tiers::create(const Request& request) {
  BodyReader body(request);
  Tier tier = newTierFrom(body);
  body.throwIfWrong("No tier was made");
  tier.created_at = clock_.now();
  tier.definition_uuid = Uuid::generate();
  database_.transact([&](Transaction& transaction) {
    if (!TierRepository(transaction).insert(tier)) {
      throw Error(ErrorKind::kConflict, "tier_exists",
                  "There is a tier or a definition '" + tier.name + "'; choose another name.");
    }
    record(transaction, request, "sla_tier.create", nullptr, &tier);
  });
  return tier;
}

Tier Tiers::change(const Request& request, std::string_view name) {
  BodyReader body(request);
  Tier tier;
  database_.transact([&](Transaction& transaction) {
    const Tier before = lockedTier(transaction, name);
    tier = before;
    applyTierChange(body, tier);
    body.throwIfWrong(kUnchanged);
    TierRepository(transaction).update(tier);
    record(transaction, request, "sla_tier.update", &before, &tier);
  });
  return tier;
}

void Tiers::remove(const Request& request, std::string_view name) {
  database_.transact([&](Transaction& transaction) {
    const Tier tier = lockedTier(transaction, name);
    requireUnused(transaction, tier);
    TierRepository(transaction).remove(tier);
    record(transaction, request, "sla_tier.delete", &tier, nullptr);
  });
}

void Tiers::record(Transaction& transaction, const Request& request, const char* action,
                   const Tier* before, const Tier* after) {
  const Tier& tier = after != nullptr ? *after : *before;
  audit_.record(transaction, request,
                {.action = action,
                 .object_type = "sla_tier",
                 .object_id = tier.name,
                 .object_name = tier.display_name,
                 .before = before != nullptr ? jsonText(tierJson(*before)) : "",
                 .after = after != nullptr ? jsonText(tierJson(*after)) : ""});
}

}  // namespace itops::sla

#include "definition/tier.hpp"

#include <algorithm>

namespace itops::sla {
namespace {

constexpr std::string_view kCriticalities[] = {"critical", "high", "medium", "low"};
constexpr std::size_t kNameBytesMax = 63;
constexpr int kPercentParts = 10'000;
constexpr int kMinutesMax = 60 * 24 * 366;

bool isName(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

template <class T>
T required(BodyReader& body, const char* name, std::optional<T> value) {
  if (!value && !body.has(name)) body.wrong(name, "Expected a number; it is required.");
  return value.value_or(T{});
}

}  // namespace

bool Tier::isCriticality() const {
  return std::find(std::begin(kCriticalities), std::end(kCriticalities), name) !=
         std::end(kCriticalities);
}

std::optional<Percent> uptimeTargetFrom(BodyReader& body) {
  const auto parts = body.fraction("uptimeTarget", kPercentParts, 1, Percent::kWhole);
  if (!parts) return std::nullopt;
  return Percent::ofTenThousandths(*parts);
}

std::optional<int> minutesFrom(BodyReader& body, const char* name) {
  return body.integer(name, 1, kMinutesMax);
}

Tier newTierFrom(BodyReader& body) {
  Tier tier;
  tier.name = body.requiredText("name", kNameBytesMax);
  if (!isName(tier.name)) {
    body.wrong("name", "Expected small letters, digits, - and _ alone.");
  }
  tier.display_name = body.text("displayName").value_or(tier.name);
  tier.target = required(body, "uptimeTarget", uptimeTargetFrom(body));
  tier.response_minutes = required(body, "responseMinutes", minutesFrom(body, "responseMinutes"));
  tier.resolution_minutes =
      required(body, "resolutionMinutes", minutesFrom(body, "resolutionMinutes"));
  return tier;
}

void applyTierChange(BodyReader& body, Tier& tier) {
  tier.display_name = body.isNull("displayName") ? tier.name : tier.display_name;
  tier.display_name = body.text("displayName").value_or(tier.display_name);
  tier.target = uptimeTargetFrom(body).value_or(tier.target);
  tier.response_minutes = minutesFrom(body, "responseMinutes").value_or(tier.response_minutes);
  tier.resolution_minutes =
      minutesFrom(body, "resolutionMinutes").value_or(tier.resolution_minutes);
}

}  // namespace itops::sla

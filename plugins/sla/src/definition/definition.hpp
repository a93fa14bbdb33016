#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "arithmetic/roll_up.hpp"
#include "arithmetic/timeline.hpp"
#include "arithmetic/uptime.hpp"
#include "itops/uuid.hpp"
#include "subject.hpp"

namespace itops::sla {

/// What is promised to a service or a group, and how its time counts. Where the definition itself
/// says nothing, the figures are those of its tier.
struct Definition {
  Uuid uuid;  ///< what the API shows
  std::string name;
  std::string tier;  ///< name of its tier
  Percent target;
  int response_minutes = 0;
  int resolution_minutes = 0;
  CountingPolicy counting;
  SilencePolicy silence = SilencePolicy::kDown;
  RollUp roll_up = RollUp::kAverage;
  std::optional<std::string> time_zone;  ///< IANA name; empty: that of the platform

  bool operator==(const Definition&) const = default;
};

/// The words of the API and the database, both ways; empty for any other word. Pure. [any]
std::string_view maintenancePolicyName(MaintenancePolicy policy);
std::optional<MaintenancePolicy> parseMaintenancePolicy(std::string_view word);
std::string_view silencePolicyName(SilencePolicy policy);
std::optional<SilencePolicy> parseSilencePolicy(std::string_view word);
std::string_view rollUpName(RollUp rule);
std::optional<RollUp> parseRollUp(std::string_view word);

}  // namespace itops::sla

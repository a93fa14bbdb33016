#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "definition/definition.hpp"
#include "period/burn_rate.hpp"

namespace itops::sla {

/// A service or group.
struct SubjectKey {
  Subject kind = Subject::kService;
  std::int32_t id = 0;

  auto operator<=>(const SubjectKey&) const = default;
};

/// An alert of one subject and one of kBurnPairs.
struct AlertKey {
  SubjectKey subject;
  std::size_t pair = 0;

  auto operator<=>(const AlertKey&) const = default;
};

using RatesBySubject = std::map<SubjectKey, std::vector<BurnRate>>;

/// What has to be told.
struct AlertChanges {
  std::vector<AlertKey> raised;
  std::vector<AlertKey> recovered;
};

/// Raised is what burns and was not told; recovered what was told and doesn't burn, also of
/// subjects that have no rates any more. Pure. [any]
AlertChanges alertChanges(const std::set<AlertKey>& told, const RatesBySubject& rates);

}  // namespace itops::sla

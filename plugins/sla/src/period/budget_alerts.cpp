#include "period/budget_alerts.hpp"

#include <algorithm>
#include <iterator>

namespace itops::sla {

AlertChanges alertChanges(const std::set<AlertKey>& told, const RatesBySubject& rates) {
  std::set<AlertKey> burning;
  for (const auto& [subject, of_pairs] : rates) {
    for (std::size_t pair = 0; pair < of_pairs.size(); ++pair) {
      if (of_pairs[pair].alerting) burning.insert({subject, pair});
    }
  }
  AlertChanges changes;
  std::set_difference(burning.begin(), burning.end(), told.begin(), told.end(),
                      std::back_inserter(changes.raised));
  std::set_difference(told.begin(), told.end(), burning.begin(), burning.end(),
                      std::back_inserter(changes.recovered));
  return changes;
}

}  // namespace itops::sla

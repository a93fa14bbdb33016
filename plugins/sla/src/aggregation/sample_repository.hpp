#pragma once

#include <optional>
#include <vector>

#include "aggregation/sample_rows.hpp"
#include "arithmetic/instant.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Reads observations wherever they are: as they arrived, late ones that wait, and packed ones. One
/// may be found in two places; that does no harm, as of one instant only one sample counts.
class SampleRepository {
 public:
  /// @param transaction outlives this object
  explicit SampleRepository(Transaction& transaction) : transaction_(transaction) {}

  /// The instant of the oldest observation that is not packed; empty when there is none.
  std::optional<Instant> oldest();
  /// The same without those that came late.
  std::optional<Instant> oldestArrived();

  /// Adds the observations of all services in an interval that nothing was packed of yet.
  void addUnpacked(const Interval& interval, SamplesByService& services);

  /// Takes the oldest late observations made before an instant out of their table.
  SamplesByService takeLate(Instant before, int limit);

  /// All observations of some services in an interval, and of each the last one before it, in the
  /// order that classify() wants. Services without any are left out.
  SamplesByService history(const std::vector<std::int32_t>& services, const Interval& interval);

  /// The last observations before the next window, by service.
  SamplesByService carried();
  std::vector<ServiceSample> carriedOf(const std::vector<std::int32_t>& services);
  void saveCarried(const std::vector<ServiceSample>& samples);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "forecast.hpp"
#include "itops/database.hpp"

namespace itops::storage {

/// A mount as the keeper of history goes through them.
struct KeptMount {
  std::int32_t id = 0;
  Timestamp observed_at;
  std::optional<double> free_percent;  ///< empty: never had figures
  std::optional<std::int64_t> allocated_bytes;
};

/// A mount that will be full.
struct Forecast {
  std::int32_t mount_id = 0;
  Timestamp full_at;
};

/// Sums up, drops and reads the history for forecasts, inside one transaction. All of it works on a
/// range of mounts by id, both ends included.
class HistoryRepository {
 public:
  struct Range {
    std::int32_t first = 0;
    std::int32_t last = 0;
  };

  /// @param transaction outlives this object
  explicit HistoryRepository(Transaction& transaction) : transaction_(transaction) {}

  /// The next mounts behind an id, by id.
  std::vector<KeptMount> mountsAfter(std::int32_t id, int limit);

  /// Moves samples from before an instant into their hours, at most so many; false when none was
  /// left.
  bool moveSamples(const Range& range, Timestamp before, int limit);

  /// Moves hours from before a day's begin into their days.
  void moveHours(const Range& range, Timestamp before);

  /// Deletes days from before an instant, and mounts that were not reported since.
  void deleteBefore(const Range& range, Timestamp before);

  /// How full the mounts were since an instant, by mount, in steps of kForecastStep.
  std::map<std::int32_t, std::vector<UseStep>> useSteps(const Range& range, Timestamp since);

  /// Takes the place of all forecasts of the range.
  void saveForecasts(const Range& range, const std::vector<Forecast>& forecasts);

 private:
  Transaction& transaction_;
};

}  // namespace itops::storage

#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/timeline.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// One observation with its service.
struct ServiceSample {
  std::int32_t service_id = 0;
  Sample sample;
};

/// Observations by service.
using SamplesByService = std::map<std::int32_t, std::vector<Sample>>;

/// Reads a row with the columns service_id, observed_at, status, reporter, hold_seconds and
/// down_after_seconds.
ServiceSample sampleOf(const Rows::Row& row);

/// Adds each row to the samples of its service; quick for rows sorted by service.
void addSamples(SamplesByService& services, const Rows& rows);

/// The instant of the oldest sample; `otherwise` when that is earlier. Lists are in order.
Instant earliestOf(const SamplesByService& samples, Instant otherwise);

/// Samples as parallel arrays, in the order of the parameters of a statement:
/// `unnest($1::integer[], $2::timestamptz[], $3::smallint[], $4::smallint[], $5::integer[],
/// $6::integer[])` of service, observed_at, status, reporter, hold and down_after.
class SampleArrays {
 public:
  void add(std::int32_t service_id, const Sample& sample);
  /// The arrays, which are empty afterwards.
  std::array<Value, 6> take();

 private:
  ArrayValue ids_, times_, statuses_, reporters_, holds_, down_afters_;
};

/// An array of ids as a parameter.
Value idArray(const std::vector<std::int32_t>& ids);

}  // namespace itops::sla

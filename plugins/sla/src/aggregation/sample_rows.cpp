#include "aggregation/sample_rows.hpp"

#include <algorithm>

namespace itops::sla {

ServiceSample sampleOf(const Rows::Row& row) {
  return {static_cast<std::int32_t>(row.integer("service_id")),
          {row.timestamp("observed_at"), static_cast<Status>(row.integer("status")),
           static_cast<Reporter>(row.integer("reporter")),
           std::chrono::seconds(row.integer("hold_seconds")),
           std::chrono::seconds(row.integer("down_after_seconds"))}};
}

void addSamples(SamplesByService& services, const Rows& rows) {
  auto service = services.end();
  for (const auto row : rows) {
    const auto [service_id, sample] = sampleOf(row);
    if (service == services.end() || service->first != service_id) {
      service = services.try_emplace(service_id).first;
    }
    service->second.push_back(sample);
  }
}

Instant earliestOf(const SamplesByService& samples, Instant otherwise) {
  for (const auto& [service_id, list] : samples) {
    otherwise = std::min(otherwise, instantOf(list.front().observed_at));
  }
  return otherwise;
}

void SampleArrays::add(std::int32_t service_id, const Sample& sample) {
  ids_.add(service_id);
  times_.add(sample.observed_at);
  statuses_.add(static_cast<int>(sample.status));
  reporters_.add(static_cast<int>(sample.reporter));
  holds_.add(std::int64_t{sample.hold.count()});
  down_afters_.add(std::int64_t{sample.down_after.count()});
}

std::array<Value, 6> SampleArrays::take() {
  return {ids_.take(),       times_.take(), statuses_.take(),
          reporters_.take(), holds_.take(), down_afters_.take()};
}

Value idArray(const std::vector<std::int32_t>& ids) {
  ArrayValue array;
  for (const std::int32_t id : ids) array.add(id);
  return array.take();
}

}  // namespace itops::sla

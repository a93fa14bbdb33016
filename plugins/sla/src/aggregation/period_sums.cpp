#include "aggregation/period_sums.hpp"

namespace itops::sla {
void PeriodSums::add(Subject subject, std::int32_t id, Instant window_start,
                     const ClassTimes& times) {
  const Starts& starts = startsOf(zoneOf(subject, id), window_start);
  sums_[{subject, id, PeriodType::kDaily, starts.day}] += times;
  sums_[{subject, id, PeriodType::kMonthly, starts.month}] += times;
}

void PeriodSums::save(Transaction& transaction, bool is_recount) const {
  addToPeriods(transaction, sums_, is_recount);
}

const PeriodSums::Starts& PeriodSums::startsOf(const std::string& zone, Instant window_start) {
  const auto known = starts_.find({zone, window_start});
  if (known != starts_.end()) return known->second;
  const Calendar& calendar = calendars_.try_emplace(zone, zone).first->second;
  const Starts starts{calendar.periodOf(PeriodType::kDaily, window_start).interval.from,
                      calendar.periodOf(PeriodType::kMonthly, window_start).interval.from};
  return starts_.emplace(std::pair(zone, window_start), starts).first->second;
}

const std::string& PeriodSums::zoneOf(Subject subject, std::int32_t id) const {
  const auto zone = zones_.find({subject, id});
  return zone == zones_.end() ? default_zone_ : zone->second;
}

}  // namespace itops::sla

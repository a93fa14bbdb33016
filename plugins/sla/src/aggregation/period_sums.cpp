#include "aggregation/period_sums.hpp"

#include "aggregation/window_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kAdd{"sla.add_to_periods", R"(
INSERT INTO sla.sla_periods AS p
  (subject, subject_id, type, period_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms,
   excluded_ms)
SELECT * FROM unnest($2::smallint[], $3::integer[], $4::smallint[], $5::timestamptz[],
                     $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[],
                     $11::bigint[])
ON CONFLICT (subject, subject_id, type, period_start) DO UPDATE SET
  up_ms = p.up_ms + EXCLUDED.up_ms, degraded_ms = p.degraded_ms + EXCLUDED.degraded_ms,
  down_ms = p.down_ms + EXCLUDED.down_ms,
  maintenance_ms = p.maintenance_ms + EXCLUDED.maintenance_ms,
  unknown_ms = p.unknown_ms + EXCLUDED.unknown_ms,
  excluded_ms = p.excluded_ms + EXCLUDED.excluded_ms, revision = p.revision + $1)"};

}  // namespace

void PeriodSums::add(Subject subject, std::int32_t id, Instant window_start,
                     const ClassTimes& times) {
  const Starts& starts = startsOf(zoneOf(subject, id), window_start);
  sums_[{subject, id, PeriodType::kDaily, starts.day}] += times;
  sums_[{subject, id, PeriodType::kMonthly, starts.month}] += times;
}

void PeriodSums::save(Transaction& transaction, bool is_recount) const {
  ArrayValue subjects, ids, types, starts;
  ClassArrays classes;
  bool any = false;
  for (const auto& [key, times] : sums_) {
    if (times == ClassTimes{}) continue;
    const auto& [subject, id, type, start] = key;
    subjects.add(static_cast<int>(subject));
    ids.add(id);
    types.add(static_cast<int>(type));
    starts.add(Timestamp(start));
    classes.add(times);
    any = true;
  }
  if (!any) return;
  transaction.run(kAdd, is_recount ? 1 : 0, subjects.take(), ids.take(), types.take(),
                  starts.take(), classes.take(TimeClass::kUp), classes.take(TimeClass::kDegraded),
                  classes.take(TimeClass::kDown), classes.take(TimeClass::kMaintenance),
                  classes.take(TimeClass::kUnknown), classes.take(TimeClass::kExcluded));
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

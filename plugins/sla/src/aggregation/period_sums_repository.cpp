#include "aggregation/period_sums_repository.hpp"

#include <array>

#include "aggregation/window_repository.hpp"

namespace itops::sla {
namespace {

// Almost always all of them exist: an update is half the work of an INSERT ON CONFLICT.
constexpr Statement kUpdatePeriods{"sla.update_periods", R"(
UPDATE sla.sla_periods p SET
  up_ms = p.up_ms + d.up_ms, degraded_ms = p.degraded_ms + d.degraded_ms,
  down_ms = p.down_ms + d.down_ms, maintenance_ms = p.maintenance_ms + d.maintenance_ms,
  unknown_ms = p.unknown_ms + d.unknown_ms, excluded_ms = p.excluded_ms + d.excluded_ms,
  revision = p.revision + $1::integer
FROM unnest($2::smallint[], $3::integer[], $4::smallint[], $5::timestamptz[], $6::bigint[],
            $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
  AS d (subject, subject_id, type, period_start, up_ms, degraded_ms, down_ms, maintenance_ms,
        unknown_ms, excluded_ms)
WHERE p.subject = d.subject AND p.subject_id = d.subject_id AND p.type = d.type
  AND p.period_start = d.period_start)"};

// Those that exist were updated. $1 has no meaning here.
constexpr Statement kInsertMissing{"sla.insert_periods", R"(
INSERT INTO sla.sla_periods
  (subject, subject_id, type, period_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms,
   excluded_ms)
SELECT * FROM unnest($2::smallint[], $3::integer[], $4::smallint[], $5::timestamptz[],
                     $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[],
                     $11::bigint[])
WHERE $1::integer >= 0
ON CONFLICT DO NOTHING)"};

}  // namespace

void addToPeriods(Transaction& transaction, const PeriodTimes& periods, bool is_recount) {
  ArrayValue subjects, ids, types, starts;
  ClassArrays classes;
  std::int64_t count = 0;
  for (const auto& [key, times] : periods) {
    if (times == ClassTimes{}) continue;
    const auto& [subject, id, type, start] = key;
    subjects.add(static_cast<int>(subject));
    ids.add(id);
    types.add(static_cast<int>(type));
    starts.add(Timestamp(start));
    classes.add(times);
    ++count;
  }
  if (count == 0) return;
  const std::array<Value, 11> values{is_recount ? 1 : 0,
                                     subjects.take(),
                                     ids.take(),
                                     types.take(),
                                     starts.take(),
                                     classes.take(TimeClass::kUp),
                                     classes.take(TimeClass::kDegraded),
                                     classes.take(TimeClass::kDown),
                                     classes.take(TimeClass::kMaintenance),
                                     classes.take(TimeClass::kUnknown),
                                     classes.take(TimeClass::kExcluded)};
  if (transaction.execute(kUpdatePeriods, values).affectedCount() < count) {
    transaction.execute(kInsertMissing, values);
  }
}

}  // namespace itops::sla

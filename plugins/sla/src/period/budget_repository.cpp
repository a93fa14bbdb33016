#include "period/budget_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kSelectServiceSpans{"sla.select_service_spans", R"(
SELECT width_bucket(window_start, $2::timestamptz[]) AS stretch, sum(up_ms) AS up_ms,
       sum(degraded_ms) AS degraded_ms, sum(down_ms) AS down_ms,
       sum(maintenance_ms) AS maintenance_ms, sum(unknown_ms) AS unknown_ms,
       sum(excluded_ms) AS excluded_ms
FROM sla.sla_windows
WHERE service_id = $1 AND window_start >= $3 AND window_start < $4
GROUP BY 1)"};

constexpr Statement kSelectGroupSpans{"sla.select_group_spans", R"(
SELECT width_bucket(window_start, $2::timestamptz[]) AS stretch, sum(up_ms) AS up_ms,
       sum(degraded_ms) AS degraded_ms, sum(down_ms) AS down_ms,
       sum(maintenance_ms) AS maintenance_ms, sum(unknown_ms) AS unknown_ms,
       sum(excluded_ms) AS excluded_ms
FROM sla.group_windows
WHERE group_id = $1 AND window_start >= $3 AND window_start < $4
GROUP BY 1)"};

}  // namespace

Value spanStarts(Instant end) {
  ArrayValue starts;
  for (auto span = kBurnSpans.rbegin(); span != kBurnSpans.rend(); ++span) {
    starts.add(Timestamp(end - *span));
  }
  return starts.take();
}

void addStretch(SpanTimes& spans, std::int64_t stretch, const ClassTimes& times) {
  for (std::size_t i = spans.size() - static_cast<std::size_t>(stretch); i < spans.size(); ++i) {
    spans[i] += times;
  }
}

SpanTimes selectSpanTimes(Transaction& transaction, const SubjectRow& subject, Instant end) {
  SpanTimes spans;
  const Statement& statement =
      subject.kind == Subject::kGroup ? kSelectGroupSpans : kSelectServiceSpans;
  for (const auto row : transaction.run(statement, subject.id, spanStarts(end),
                                        Timestamp(end - kBurnSpans.back()), Timestamp(end))) {
    addStretch(spans, row.integer("stretch"), classTimesFrom(row));
  }
  return spans;
}

}  // namespace itops::sla

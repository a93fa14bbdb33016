#include "period/budget_handlers.hpp"

#include <algorithm>

#include "itops/error.hpp"
#include "json_text.hpp"
#include "period/budget_json.hpp"
#include "period/budget_repository.hpp"
#include "period/measured_subject.hpp"
#include "period/period_query.hpp"

namespace itops::sla {
namespace {

/// Checked query of a budget.
struct BudgetQuery {
  SubjectName subject;
  std::optional<std::chrono::year_month> month;
};

BudgetQuery budgetQueryFrom(const Request& request) {
  QueryReader reader(request);
  BudgetQuery query;
  query.subject = subjectNameFrom(reader);
  query.month = monthFrom(reader);
  reader.throwIfWrong();
  return query;
}

void refuseWithoutDefinition(const MeasuredSubject& measured) {
  if (measured.definition) return;
  throw Error(ErrorKind::kConflict, "definition_missing",
              "'" + measured.subject.name +
                  "' has no SLA definition yet, so no budget. It gets that of its tier within "
                  "20 minutes of its first observation, or assign one.");
}

Figures monthOf(Transaction& transaction, const MeasuredSubject& measured, Instant instant) {
  const Period month = measured.calendar.periodOf(PeriodType::kMonthly, instant);
  const auto parts =
      PeriodRepository(transaction).parts(measured.subject, PeriodType::kMonthly, month.interval);
  return figuresOf({&month, 1}, parts, measured.yardstick, measured.counted_until).front();
}

std::vector<BurnRate> ratesOf(Transaction& transaction, const MeasuredSubject& measured,
                              Instant end) {
  const bool summed = sumsMembers(&*measured.definition, measured.subject.kind);
  const SpanTimes spans = selectSpanTimes(transaction, measured.subject, end);
  SpanUses uses;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    uses[i] = spanUse(spans[i], summed ? spans[i].total() : Duration(kBurnSpans[i]),
                      measured.definition->counting);
  }
  return burnRates(uses, measured.definition->target);
}

}  // namespace

Response BudgetHandlers::show(const Request& request) {
  const BudgetQuery query = budgetQueryFrom(request);
  boost::json::object answer;
  database_.transact([&](Transaction& transaction) {
    const auto measured = measuredSubject(transaction, query.subject, platform_zone_);
    refuseWithoutDefinition(measured);
    const Instant instant =
        query.month ? measured.calendar.startOf(*query.month / 1) : instantOf(clock_.now());
    const Figures month = monthOf(transaction, measured, instant);
    std::vector<BurnRate> rates;
    auto end = measured.counted_until;
    if (end) {
      end = std::min(*end, month.period.interval.to);
      rates = ratesOf(transaction, measured, *end);
    }
    answer = budgetJson(month, rates, end);
  });
  return {.body = jsonText(answer)};
}

}  // namespace itops::sla

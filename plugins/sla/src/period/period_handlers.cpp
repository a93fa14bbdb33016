#include "period/period_handlers.hpp"

#include "json_text.hpp"
#include "period/figures_json.hpp"
#include "period/measured_subject.hpp"
#include "period/period_query.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

std::vector<Figures> figuresIn(Transaction& transaction, const MeasuredSubject& measured,
                               const PeriodQuery& query, const std::vector<Period>& periods) {
  PeriodRepository repository(transaction);
  if (!repository.isCounted(measured.subject)) return {};
  const Interval whole{periods.front().interval.from, periods.back().interval.to};
  const auto parts = repository.parts(measured.subject, query.type, whole);
  auto figures = figuresOf(periods, parts, measured.yardstick, measured.counted_until);
  const auto incidents = repository.incidentCounts(measured.subject, periods);
  for (std::size_t i = 0; i < figures.size(); ++i) figures[i].incidents = incidents[i];
  return figures;
}

}  // namespace

Response PeriodHandlers::list(const Request& request) {
  const PeriodQuery query = periodQueryFrom(request);
  json::array items;
  database_.transact([&](Transaction& transaction) {
    const auto measured = measuredSubject(transaction, query.subject, platform_zone_);
    const auto periods = periodsOf(query, measured.calendar, instantOf(clock_.now()));
    for (const Figures& figures : figuresIn(transaction, measured, query, periods)) {
      items.push_back(jsonOf(figures));
    }
  });
  return {.body = jsonText(json::object{{"items", std::move(items)}})};
}

}  // namespace itops::sla

#include "period/budget_json.hpp"

#include "json_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

json::value fractionOf(std::optional<std::int64_t> ten_thousandths) {
  if (!ten_thousandths) return nullptr;
  return static_cast<double>(*ten_thousandths) / 10'000;
}

json::object jsonOf(const BurnRate& rate) {
  return {{"longWindow", rate.pair.long_name},
          {"shortWindow", rate.pair.short_name},
          {"threshold", fractionOf(rate.pair.threshold)},
          {"longRate", fractionOf(rate.long_rate)},
          {"shortRate", fractionOf(rate.short_rate)},
          {"alerting", rate.alerting}};
}

}  // namespace

json::object budgetJson(const Figures& month, const std::vector<BurnRate>& rates,
                        std::optional<Instant> measured_at) {
  const ErrorBudget& budget = month.budget;
  json::object object{{"periodKey", month.period.key},
                      {"periodStart", formatTimestamp(month.period.interval.from)},
                      {"periodEnd", formatTimestamp(month.period.interval.to)},
                      {"targetPercent", itops::sla::jsonOf(month.target)},
                      {"uptimePercent", itops::sla::jsonOf(month.uptime)},
                      {"allowedMs", budget.allowed.count()},
                      {"spentMs", budget.spent.count()},
                      {"leftMs", budget.left().count()},
                      {"spentPercent", fractionOf(percentOf(budget.spent, budget.allowed))},
                      {"status", slaStatusName(month.status)},
                      {"revision", month.revision},
                      {"final", month.final}};
  object["burnRatesAt"] =
      itops::sla::jsonOf(measured_at ? std::optional<Timestamp>(*measured_at) : std::nullopt);
  json::array& pairs = object["burnRates"].emplace_array();
  for (const BurnRate& rate : rates) pairs.push_back(jsonOf(rate));
  return object;
}

const char* budgetSchema() {
  return R"({"type":"object","properties":{"periodKey":{"type":"string"},"periodStart":{)"
         R"("type":"string","format":"date-time"},"periodEnd":{"type":"string",)"
         R"("format":"date-time"},"targetPercent":{"type":["number","null"]},)"
         R"("uptimePercent":{"type":["number","null"]},"allowedMs":{"type":"integer"},)"
         R"("spentMs":{"type":"integer"},"leftMs":{"type":"integer"},)"
         R"("spentPercent":{"type":["number","null"]},"status":{"type":"string",)"
         R"("enum":["met","at_risk","breached","no_data"]},"revision":{"type":"integer"},)"
         R"("final":{"type":"boolean"},"burnRatesAt":{"type":["string","null"],)"
         R"("format":"date-time"},"burnRates":{"type":"array","items":{"type":"object",)"
         R"("properties":{"longWindow":{"type":"string"},"shortWindow":{"type":"string"},)"
         R"("threshold":{"type":"number"},"longRate":{"type":["number","null"]},)"
         R"("shortRate":{"type":["number","null"]},"alerting":{"type":"boolean"}}}}}})";
}

}  // namespace itops::sla

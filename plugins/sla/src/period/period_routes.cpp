#include "period/figures_json.hpp"
#include "period/period_handlers.hpp"

namespace itops::sla {
namespace {

constexpr const char* kDateSchema = R"({"type":"string","format":"date"})";
constexpr const char* kTypeSchema =
    R"({"type":"string","enum":["hourly","daily","weekly","monthly","quarterly","yearly"],)"
    R"("default":"daily"})";

std::string itemsSchema() {
  return R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":)" +
         std::string(figuresSchema()) + "}}}";
}

}  // namespace

void registerPeriodRoutes(Router& router, PeriodHandlers& handlers) {
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/sla/periods",
       .access = Access::permission("sla.read"),
       .doc = {.summary = "Figures of a service or group by period, oldest first",
               .description = "Periods are those of the clocks in the definition's time zone; "
                              "every one that has a part between `from` and `to` is there, whole. "
                              "Nothing is listed of what was never counted.",
               .query = {{"path", "Full path of a service; either this or `group`"},
                         {"group", "Name of an SLA group"},
                         {"type", "Kind of period", kTypeSchema},
                         {"from",
                          "First date; by type 1, 30, 84, 365, 730 or 1826 days before `to`",
                          kDateSchema},
                         {"to", "The date after the last; tomorrow", kDateSchema}},
               .response_schema = itemsSchema()},
       .handler = [&handlers](const Request& request) { return handlers.list(request); }});
}

}  // namespace itops::sla

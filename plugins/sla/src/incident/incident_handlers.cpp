#include "incident/incident_handlers.hpp"

#include <algorithm>

#include "incident/incident_json.hpp"
#include "incident/incident_query_repository.hpp"
#include "itops/error.hpp"
#include "itops/json/body_reader.hpp"
#include "json_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

constexpr std::size_t kCommentBytesMax = 4000;
constexpr std::size_t kExclusionReasonBytesMax = 1000;
constexpr std::chrono::hours kSummarySpan{24 * 30};

Uuid incidentIdFrom(const Request& request) {
  const auto text = request.parameter("id");
  if (const auto id = Uuid::parse(text)) return *id;
  throw incidentNotFound(text);
}

IncidentFilter filterFrom(const Request& request) {
  QueryReader reader(request);
  IncidentFilter filter;
  filter.path = reader.text("path");
  filter.group = reader.text("group");
  if (const auto state = reader.word("state", {"open", "closed"})) filter.open = *state == "open";
  filter.from = reader.timestamp("from");
  filter.to = reader.timestamp("to");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(IncidentFilter::kList, QueryReader::KeyType::kTime);
  reader.throwIfWrong();
  return filter;
}

SummaryScope scopeFrom(const Request& request, Timestamp now) {
  QueryReader reader(request);
  SummaryScope scope{reader.text("path"), reader.text("group")};
  if (scope.path && scope.group) reader.wrong("path", "Expected path or group, not both.");
  scope.to = std::min(reader.timestamp("to").value_or(now), now);
  scope.from = reader.timestamp("from").value_or(scope.to - kSummarySpan);
  if (scope.from >= scope.to) {
    reader.wrong("from", "Expected a time before `to` and before now.");
  }
  reader.throwIfWrong();
  return scope;
}

void requireTrue(BodyReader& body, const char* name, const std::optional<bool>& given) {
  if (given && !*given) body.wrong(name, "Expected true; it can't be taken back.");
}

IncidentChange changeFrom(const Request& request) {
  BodyReader body(request);
  const auto acknowledged = body.flag("acknowledged");
  const auto excluded = body.flag("excluded");
  requireTrue(body, "acknowledged", acknowledged);
  requireTrue(body, "excluded", excluded);
  IncidentChange change{.acknowledge = acknowledged.value_or(false),
                        .comment = body.text("comment", kCommentBytesMax)};
  const auto reason = body.text("reason", kExclusionReasonBytesMax);
  if (excluded.value_or(false)) {
    if (!body.has("reason")) body.wrong("reason", "Expected a text; excluding needs a reason.");
    change.exclude_because = reason;
  } else if (body.has("reason")) {
    body.wrong("reason", "Expected only together with \"excluded\": true.");
  }
  body.throwIfWrong("The incident was not changed");
  return change;
}

}  // namespace

Response IncidentHandlers::list(const Request& request) {
  const IncidentFilter filter = filterFrom(request);
  IncidentPage page;
  database_.transact(
      [&](Transaction& transaction) { page = IncidentQueryRepository(transaction).list(filter); });
  const Timestamp now = clock_.now();
  json::array items;
  for (const Incident& incident : page.items) items.push_back(incidentJson(incident, now));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

Response IncidentHandlers::get(const Request& request) {
  return one(incidentIdFrom(request));
}

Response IncidentHandlers::change(const Request& request) {
  const Uuid uuid = incidentIdFrom(request);
  incidents_.change(request, uuid, changeFrom(request));
  return one(uuid);
}

Response IncidentHandlers::summary(const Request& request) {
  const Timestamp now = clock_.now();
  const SummaryScope scope = scopeFrom(request, now);
  IncidentSummary summary;
  database_.transact([&](Transaction& transaction) {
    IncidentQueryRepository repository(transaction);
    summary = summaryOf(repository.outagesIn(scope), scope.from, scope.to, now,
                        repository.operatingTime(scope));
  });
  return {.body = jsonText(summaryJson(summary, scope.from, scope.to))};
}

Response IncidentHandlers::one(const Uuid& uuid) {
  Response response;
  database_.transact([&](Transaction& transaction) {
    IncidentQueryRepository repository(transaction);
    const auto incident = repository.find(uuid);
    if (!incident) throw incidentNotFound(uuid.toString());
    response.body =
        jsonText(incidentJson(*incident, clock_.now(), repository.commentsOf(*incident)));
  });
  return response;
}

}  // namespace itops::sla

#include "exclusion/exclusion_handlers.hpp"

#include "exclusion/correction_repository.hpp"
#include "exclusion/exclusion_json.hpp"
#include "exclusion/exclusion_repository.hpp"
#include "itops/error.hpp"
#include "json_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

constexpr std::size_t kReasonBytesMax = 1000;

Uuid windowIdFrom(const Request& request) {
  const auto text = request.parameter("id");
  if (const auto id = Uuid::parse(text)) return *id;
  throw Error(ErrorKind::kNotFound, "exclusion_window_not_found",
              "There is no exclusion window " + std::string(text) + ".");
}

ExclusionStart startFrom(const Request& request) {
  BodyReader body(request);
  ExclusionStart wanted{exclusionScopeFrom(body), body.requiredText("reason", kReasonBytesMax),
                        body.timestamp("plannedEndAt"), body.timestamp("startedAt")};
  body.throwIfWrong("No exclusion window was started");
  return wanted;
}

ExclusionStop stopFrom(const Request& request) {
  BodyReader body(request);
  ExclusionStop wanted;
  if (const auto id = body.text("id")) {
    wanted.id = Uuid::parse(*id);
    if (!wanted.id) body.wrong("id", "Expected the id of an exclusion window, a UUID.");
  }
  if (!body.has("id") || hasExclusionScope(body)) wanted.scope = exclusionScopeFrom(body);
  if (body.has("id") && hasExclusionScope(body)) {
    body.wrong("id", "Expected either an id or a scope, not both.");
  }
  wanted.ended_at = body.timestamp("endedAt");
  wanted.reason = body.text("reason", kReasonBytesMax);
  body.throwIfWrong("No exclusion window was stopped");
  return wanted;
}

ExclusionFilter exclusionFilterFrom(const Request& request) {
  QueryReader reader(request);
  ExclusionFilter filter;
  filter.open = reader.flag("open");
  filter.path = reader.text("path");
  filter.group = reader.text("group");
  filter.from = reader.timestamp("from");
  filter.to = reader.timestamp("to");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(ExclusionFilter::kList, QueryReader::KeyType::kTime);
  reader.throwIfWrong();
  return filter;
}

CorrectionFilter correctionFilterFrom(const Request& request) {
  QueryReader reader(request);
  CorrectionFilter filter;
  filter.kind = reader.word("kind", {"incident", "exclusion_window"});
  filter.path = reader.text("path");
  filter.from = reader.timestamp("from");
  filter.to = reader.timestamp("to");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(CorrectionFilter::kList, QueryReader::KeyType::kTime);
  reader.throwIfWrong();
  return filter;
}

}  // namespace

Response ExclusionHandlers::start(const Request& request) {
  const ExclusionWindow window = exclusions_.start(request, startFrom(request));
  return {.status = 201, .body = jsonText(exclusionJson(window, clock_.now()))};
}

Response ExclusionHandlers::replan(const Request& request) {
  const Uuid id = windowIdFrom(request);
  BodyReader body(request);
  const auto planned_end_at = body.timestamp("plannedEndAt");
  if (!body.has("plannedEndAt") && !body.isNull("plannedEndAt")) {
    body.wrong("plannedEndAt", "Expected a time, or null for no planned end; it is required.");
  }
  body.throwIfWrong("The exclusion window was not changed");
  const ExclusionWindow window = exclusions_.replan(request, id, planned_end_at);
  return {.body = jsonText(exclusionJson(window, clock_.now()))};
}

Response ExclusionHandlers::stop(const Request& request) {
  const ExclusionWindow window = exclusions_.stop(request, stopFrom(request));
  return {.body = jsonText(exclusionJson(window, clock_.now()))};
}

Response ExclusionHandlers::list(const Request& request) {
  const ExclusionFilter filter = exclusionFilterFrom(request);
  const Timestamp now = clock_.now();
  ExclusionPage page;
  database_.transact(
      [&](Transaction& transaction) { page = ExclusionRepository(transaction).list(filter, now); });
  json::array items;
  for (const ExclusionWindow& window : page.items) items.push_back(exclusionJson(window, now));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

Response ExclusionHandlers::corrections(const Request& request) {
  const CorrectionFilter filter = correctionFilterFrom(request);
  CorrectionPage page;
  database_.transact(
      [&](Transaction& transaction) { page = CorrectionRepository(transaction).list(filter); });
  json::array items;
  for (const Correction& correction : page.items) items.push_back(correctionJson(correction));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

}  // namespace itops::sla

#include "period/overview_handlers.hpp"

#include <limits>

#include "aggregation/window_repository.hpp"
#include "itops/query.hpp"
#include "json_text.hpp"
#include "period/measured_subject.hpp"
#include "period/overview_json.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

constexpr std::size_t kOverviewGroupsMax = 100;
constexpr const char* kGroupList = "sla.groups";
constexpr const char* kMemberList = "sla.group_members";

/// What every answer is made from, as one transaction sees it.
struct Current {
  CurrentDefinitions definitions;
  std::optional<Instant> counted_until;
};

Current currentIn(Transaction& transaction, const std::string& platform_zone, Timestamp now) {
  return {CurrentDefinitions(definitionsById(transaction), platform_zone, instantOf(now)),
          WindowRepository(transaction).nextWindow()};
}

MeasuredGroup measuredGroup(GroupRow row, const Current& current) {
  const CurrentDefinition& definition = current.definitions.of(row.definition_id);
  auto figures =
      currentFigures(row.current, definition, Subject::kGroup, row.members, current.counted_until);
  return {std::move(row), std::move(figures)};
}

json::object groupJson(const MeasuredGroup& group, const Current& current) {
  return jsonOf(group, current.definitions.of(group.row.definition_id));
}

json::object memberJson(const MemberRow& row, const Current& current) {
  const CurrentDefinition& definition = current.definitions.of(row.definition_id);
  return jsonOf(
      row, definition,
      currentFigures(row.current, definition, Subject::kService, 1, current.counted_until));
}

/// Where a page of names begins and how long it is.
struct NamePage {
  std::optional<std::string> behind;
  int limit = 0;
};

NamePage namePageFrom(const Request& request, const char* list) {
  QueryReader reader(request);
  const auto cursor = reader.cursor(list, QueryReader::KeyType::kText);
  NamePage page{cursor ? std::optional(cursor->key) : std::nullopt, reader.limit()};
  reader.throwIfWrong();
  return page;
}

/// Cuts a list that was read one row longer than the page; the cursor of the next page, if any.
template <class Row>
std::optional<std::string> cut(std::vector<Row>& rows, const NamePage& page, const char* list,
                               std::string Row::*name) {
  if (rows.size() <= static_cast<std::size_t>(page.limit)) return std::nullopt;
  rows.pop_back();
  return encodeCursor(list, {rows.back().*name, 0});
}

RecentServiceTimes::Times serviceTimesIn(OverviewRepository& repository,
                                         RecentServiceTimes& recent) {
  auto state = repository.serviceTimesState();
  auto times = recent.find(state);
  if (times) return times;
  times = std::make_shared<const std::vector<ServiceTimes>>(repository.serviceTimes());
  recent.keep(std::move(state), times);
  return times;
}

}  // namespace

std::string OverviewHandlers::overviewText(Transaction& transaction, Timestamp now) {
  const Current current = currentIn(transaction, platform_zone_, now);
  OverviewRepository repository(transaction, current.definitions);
  const auto times = serviceTimesIn(repository, recent_times_);
  json::object answer = jsonOf(overviewOf(*times, current.definitions, current.counted_until));
  std::vector<MeasuredGroup> groups;
  for (GroupRow& row : repository.groups({}, std::numeric_limits<std::int64_t>::max())) {
    groups.push_back(measuredGroup(std::move(row), current));
  }
  answer["totalGroups"] = groups.size();
  json::array& items = answer["groups"].emplace_array();
  for (const auto& group : worstOf(std::move(groups), kOverviewGroupsMax)) {
    items.push_back(groupJson(group, current));
  }
  return jsonText(answer);
}

Response OverviewHandlers::overview(const Request&) {
  std::optional<std::string> answer;
  database_.transact([&](Transaction& transaction) {
    const Timestamp now = clock_.now();
    const auto counted_until = WindowRepository(transaction).nextWindow();
    answer = recent_overview_.find(counted_until, now);
    if (answer) return;
    answer = overviewText(transaction, now);
    recent_overview_.keep(*answer, counted_until, now);
  });
  return {.body = *std::move(answer)};
}

Response OverviewHandlers::groups(const Request& request) {
  const NamePage page = namePageFrom(request, kGroupList);
  json::array items;
  std::optional<std::string> next;
  database_.transact([&](Transaction& transaction) {
    const Current current = currentIn(transaction, platform_zone_, clock_.now());
    OverviewRepository repository(transaction, current.definitions);
    auto rows = repository.groups(page.behind, page.limit + 1);
    next = cut(rows, page, kGroupList, &GroupRow::name);
    for (GroupRow& row : rows) {
      items.push_back(groupJson(measuredGroup(std::move(row), current), current));
    }
  });
  return {.body = pageText(std::move(items), next)};
}

Response OverviewHandlers::group(const Request& request) {
  const std::string name(request.parameter("name"));
  const NamePage page = namePageFrom(request, kMemberList);
  json::object answer;
  database_.transact([&](Transaction& transaction) {
    const Current current = currentIn(transaction, platform_zone_, clock_.now());
    OverviewRepository repository(transaction, current.definitions);
    auto row = repository.group(name);
    if (!row) refuseUnknownGroup(name);
    auto rows = repository.members(row->id, page.behind, page.limit + 1);
    answer = groupJson(measuredGroup(*std::move(row), current), current);
    const auto next = cut(rows, page, kMemberList, &MemberRow::path);
    json::array& members = answer["members"].emplace_array();
    for (const MemberRow& member : rows) members.push_back(memberJson(member, current));
    answer["nextCursor"] = jsonOf(next);
  });
  return {.body = jsonText(answer)};
}

}  // namespace itops::sla

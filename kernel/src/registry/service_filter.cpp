#include "registry/service_filter.hpp"

#include <algorithm>
#include <array>

#include "itops/query.hpp"

namespace itops::registry {
namespace {

constexpr std::array<std::pair<std::string_view, ServiceSort>, 7> kSorts{{
    {"path", ServiceSort::kPath},
    {"name", ServiceSort::kName},
    {"status", ServiceSort::kStatus},
    {"criticality", ServiceSort::kCriticality},
    {"statusSince", ServiceSort::kStatusSince},
    {"lastSeenAt", ServiceSort::kLastSeenAt},
    {"createdAt", ServiceSort::kCreatedAt},
}};

constexpr std::string_view kEventList = "events";

QueryReader::KeyType keyType(ServiceSort sort) {
  switch (sort) {
    case ServiceSort::kStatus:
    case ServiceSort::kCriticality:
      return QueryReader::KeyType::kNumber;
    case ServiceSort::kStatusSince:
    case ServiceSort::kLastSeenAt:
    case ServiceSort::kCreatedAt:
      return QueryReader::KeyType::kTime;
    default:
      return QueryReader::KeyType::kText;
  }
}

std::vector<Status> statusesFrom(QueryReader& reader) {
  std::vector<Status> found;
  const std::string list = reader.text("status").value_or("");
  for (std::size_t at = 0; at < list.size();) {
    const auto comma = std::min(list.find(',', at), list.size());
    const auto status = parseStatus(std::string_view(list).substr(at, comma - at));
    if (!status) {
      reader.wrong("status",
                   "Expected OPERATIONAL, DEGRADED, DOWN, MAINTENANCE or UNKNOWN, or several "
                   "separated by commas.");
      return {};
    }
    found.push_back(*status);
    at = comma + 1;
  }
  return found;
}

void readSort(QueryReader& reader, ServiceFilter& filter) {
  const auto given = reader.text("sort");
  if (!given) return;
  filter.descending = given->front() == '-';
  const auto name = std::string_view(*given).substr(filter.descending ? 1 : 0);
  std::string list;
  for (const auto& [known, sort] : kSorts) {
    if (known == name) {
      filter.sort = sort;
      return;
    }
    list.append(list.empty() ? "" : ", ").append(known);
  }
  reader.wrong("sort", "Expected one of " + list + ", with '-' in front for descending order.");
}

}  // namespace

ServiceFilter serviceFilterFrom(const Request& request) {
  QueryReader reader(request);
  ServiceFilter filter;
  filter.path = reader.text("path");
  if (filter.path) filter.path->erase(filter.path->find_last_not_of('/') + 1);
  if (filter.path && filter.path->empty()) filter.path.reset();
  filter.statuses = statusesFrom(reader);
  filter.tag = reader.text("tag");
  filter.source = reader.word("source", {"agent", "external"});
  filter.sla_group = reader.text("slaGroup");
  filter.criticality = reader.word("criticality", {"critical", "high", "medium", "low"});
  filter.type = reader.text("type");
  filter.team = reader.text("team");
  filter.name_space = reader.text("namespace");
  filter.text = reader.text("q");
  readSort(reader, filter);
  filter.limit = reader.limit();
  filter.cursor =
      reader.cursor(serviceListName(filter.sort, filter.descending), keyType(filter.sort));
  reader.throwIfWrong();
  return filter;
}

EventFilter eventFilterFrom(const Request& request) {
  QueryReader reader(request);
  EventFilter filter;
  filter.from = reader.timestamp("from");
  filter.to = reader.timestamp("to");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(kEventList, QueryReader::KeyType::kTime);
  reader.throwIfWrong();
  return filter;
}

std::string serviceListName(ServiceSort sort, bool descending) {
  return "services:" + std::string(descending ? "-" : "") +
         std::string(kSorts[static_cast<std::size_t>(sort)].first);
}

}  // namespace itops::registry

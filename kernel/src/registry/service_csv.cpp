#include <string_view>

#include "itops/csv.hpp"
#include "registry/service_json.hpp"

namespace itops::registry {
namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ";") + text;
  return all;
}

}  // namespace

std::string servicesCsv(const std::vector<ServiceView>& services, const SilenceDefaults& defaults) {
  std::string csv =
      "id,path,displayName,description,type,team,namespace,tags,criticality,source,status,"
      "statusSince,message,slaGroups,lastSeenAt,createdAt,unknownAfterSeconds,downAfterSeconds\r\n";
  for (const ServiceView& service : services) {
    const ServiceFields& fields = service.fields;
    CsvLine line;
    line.add(service.uuid.toString());
    for (const auto& text :
         {service.path, fields.display_name, fields.description, fields.type, fields.team,
          fields.name_space.value_or(""), joined(fields.tags), fields.criticality, service.source,
          std::string(statusName(service.state.status)),
          formatTimestamp(service.state.status_since), service.state.message,
          joined(service.sla_groups),
          service.state.last_seen_at ? formatTimestamp(*service.state.last_seen_at) : "",
          formatTimestamp(service.created_at)}) {
      line.add(std::string_view(text));
    }
    line.add(fields.unknown_after.value_or(defaults.unknown_after).count());
    line.add(fields.down_after.value_or(defaults.down_after).count());
    csv += line.take();
  }
  return csv;
}

}  // namespace itops::registry

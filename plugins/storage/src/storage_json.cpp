#include "storage_json.hpp"

#include "itops/json/json_text.hpp"

namespace itops::storage {
namespace {

namespace json = boost::json;

json::value jsonOrNull(const std::optional<std::int64_t>& number) {
  return number ? json::value(*number) : json::value(nullptr);
}

json::value textOrNull(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

/// The members that tell how full something is.
void addFigures(json::object& object, const std::optional<Figures>& figures) {
  object["freePercent"] = figures ? json::value(figures->free_percent) : nullptr;
  object["status"] = figures ? json::value(levelName(figures->level())) : nullptr;
  object["allocatedBytes"] = figures ? jsonOrNull(figures->allocated_bytes) : nullptr;
  object["usedBytes"] = figures ? jsonOrNull(figures->used_bytes) : nullptr;
}

/// The members that tell which mount it is.
void addMount(json::object& object, const MountView* mount) {
  object["storageType"] = mount != nullptr ? jsonOf(mount->storage_type) : nullptr;
  object["mountPath"] = mount != nullptr ? textOrNull(mount->mount_path) : nullptr;
  object["reportedAt"] =
      mount != nullptr ? json::value(formatTimestamp(mount->observed_at)) : nullptr;
}

json::array mountsJson(const std::vector<MountView>& mounts) {
  json::array list;
  for (const MountView& mount : mounts) {
    json::object object;
    addFigures(object, mount.figures);
    addMount(object, &mount);
    object["fullAt"] = jsonOf(mount.full_at);
    list.push_back(std::move(object));
  }
  return list;
}

json::array linksJson(const std::vector<LinkedService>& links) {
  json::array list;
  for (const LinkedService& link : links) {
    list.push_back(json::object{
        {"name", link.name},
        {"displayName", link.display_name},
        {"path", jsonOf(link.path)},
        {"id", link.uuid ? json::value(link.uuid->toString()) : json::value(nullptr)}});
  }
  return list;
}

}  // namespace

std::string_view sourceName(FigureSource source) {
  switch (source) {
    case FigureSource::kPush:
      return "push";
    case FigureSource::kDeclared:
      return "declared";
    case FigureSource::kAssumed:
      return "assumed";
    case FigureSource::kNone:
      break;
  }
  return "";
}

std::string_view resolutionName(Resolution resolution) {
  switch (resolution) {
    case Resolution::kReport:
      return "report";
    case Resolution::kHour:
      return "hour";
    case Resolution::kDay:
      break;
  }
  return "day";
}

json::object storageJson(const StorageView& service) {
  json::object object{{"id", service.uuid.toString()},
                      {"path", service.path},
                      {"nodeId", service.node_path},
                      {"serviceName", service.name},
                      {"displayName", service.display_name},
                      {"type", service.type},
                      {"criticality", service.criticality},
                      {"tags", json::array(service.tags.begin(), service.tags.end())}};
  addFigures(object, service.figures());
  addMount(object, service.worstMount());
  object["source"] = textOrNull(sourceName(service.source()));
  object["fullAt"] = jsonOf(service.fullAt());
  object["usedBy"] = linksJson(service.used_by);
  object["mounts"] = mountsJson(service.mounts);
  return object;
}

json::object pointJson(const HistoryPoint& point) {
  return {{"at", formatTimestamp(point.at)},
          {"resolution", resolutionName(point.resolution)},
          {"mountPath", textOrNull(point.mount_path)},
          {"reports", point.reports},
          {"freePercent", point.free_percent},
          {"freePercentMin", point.free_percent_min},
          {"freePercentMax", point.free_percent_max},
          {"status", levelName(levelOf(point.free_percent))},
          {"allocatedBytes", jsonOrNull(point.allocated_bytes)},
          {"usedBytes", jsonOrNull(point.used_bytes)}};
}

}  // namespace itops::storage

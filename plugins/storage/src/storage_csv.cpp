#include "itops/csv.hpp"
#include "storage_json.hpp"

namespace itops::storage {
namespace {

std::string numberText(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "";
}

std::string timeText(const std::optional<Timestamp>& time) {
  return time ? formatTimestamp(*time) : "";
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ";") + text;
  return all;
}

std::vector<std::string> namesOf(const std::vector<LinkedService>& links) {
  std::vector<std::string> names;
  for (const LinkedService& link : links) names.push_back(link.display_name);
  return names;
}

void addFigures(CsvLine& line, const std::optional<Figures>& figures) {
  line.add(figures ? percentText(figures->free_percent) : "");
  line.add(figures ? levelName(figures->level()) : "");
  line.add(figures ? numberText(figures->allocated_bytes) : "");
  line.add(figures ? numberText(figures->used_bytes) : "");
}

std::string lineOf(const StorageView& service) {
  CsvLine line;
  line.add(service.uuid.toString());
  for (const std::string& text : {service.path, service.display_name, service.type,
                                  service.criticality, joined(service.tags)}) {
    line.add(std::string_view(text));
  }
  addFigures(line, service.figures());
  const MountView* mount = service.worstMount();
  line.add(mount != nullptr ? mount->storage_type.value_or("") : "");
  line.add(mount != nullptr ? mount->mount_path : "");
  line.add(mount != nullptr ? formatTimestamp(mount->observed_at) : "");
  line.add(sourceName(service.source()));
  line.add(timeText(service.fullAt()));
  line.add(joined(namesOf(service.used_by)));
  line.add(static_cast<std::int64_t>(service.mounts.size()));
  return line.take();
}

std::string lineOf(const HistoryPoint& point) {
  CsvLine line;
  line.add(formatTimestamp(point.at));
  line.add(resolutionName(point.resolution));
  line.add(point.mount_path);
  line.add(point.reports);
  for (const double percent :
       {point.free_percent, point.free_percent_min, point.free_percent_max}) {
    line.add(percentText(percent));
  }
  line.add(levelName(levelOf(point.free_percent)));
  line.add(numberText(point.allocated_bytes));
  line.add(numberText(point.used_bytes));
  return line.take();
}

}  // namespace

std::string storageCsv(const std::vector<StorageView>& services) {
  std::string csv =
      "id,path,displayName,type,criticality,tags,freePercent,status,allocatedBytes,usedBytes,"
      "storageType,mountPath,reportedAt,source,fullAt,usedBy,mounts\r\n";
  for (const StorageView& service : services) csv += lineOf(service);
  return csv;
}

std::string historyCsv(const std::vector<HistoryPoint>& points) {
  std::string csv =
      "at,resolution,mountPath,reports,freePercent,freePercentMin,freePercentMax,status,"
      "allocatedBytes,usedBytes\r\n";
  for (const HistoryPoint& point : points) csv += lineOf(point);
  return csv;
}

}  // namespace itops::storage

#include "server_row.hpp"

#include <boost/json.hpp>

namespace itops::gitops {
namespace {

constexpr std::string_view kNoFiles = "{}";

void readText(const Rows::Row& row, std::string_view column, std::optional<std::string>& text) {
  if (row.isNull(column)) return text.reset();
  if (!text) text.emplace();
  text->assign(row.text(column));
}

}  // namespace

void readServer(const Rows::Row& row, Server& server) {
  server.id = static_cast<std::int32_t>(row.integer("id"));
  server.drift_count.reset();
  if (const auto count = row.optionalInteger("drift_count")) {
    server.drift_count = static_cast<std::int32_t>(*count);
  }
  server.reported_at = row.timestamp("reported_at");
  server.key.group.assign(row.text("server_group"));
  server.key.host.assign(row.text("host"));
  server.status = parseSyncStatus(row.text("status")).value_or(SyncStatus::kUnknown);
  server.changed_files.clear();
  if (row.text("changed_files") != kNoFiles) server.changed_files = row.textArray("changed_files");
  server.deployed_files.reset();
  if (!row.isNull("deployed_files")) server.deployed_files = row.textArray("deployed_files");
  for (std::size_t i = 0; i < kDetailCount; ++i) {
    readText(row, kDetailNames[i], server.details[static_cast<Detail>(i)]);
  }
  server.updated_at.assign(row.text("updated_at"));
}

std::string fileListText(const std::vector<std::string>& files) {
  boost::json::array list;
  for (const std::string& file : files) list.emplace_back(file);
  return boost::json::serialize(list);
}

}  // namespace itops::gitops

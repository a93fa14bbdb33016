#include "config/load.hpp"

#include <utility>

#include "config/problems.hpp"
#include "config/relations.hpp"
#include "config/resolve.hpp"
#include "config/schema.hpp"

namespace itops::config {

std::filesystem::path defaultDirectory(const std::filesystem::path& executable) {
  return executable.parent_path().parent_path() / "share" / "itops" / "config";
}

LoadResult loadSettings(const Sources& sources, const std::vector<PluginFields>& plugins) {
  const Schema schema(plugins);
  Problems problems;
  for (const std::string& clash : schema.clashes()) problems.error(clash);
  Settings settings(resolve(sources, schema, problems));
  checkRelations(settings, problems);
  LoadResult result{std::nullopt, problems.errors(), problems.warnings()};
  if (!problems.hasErrors()) result.settings = std::move(settings);
  return result;
}

}  // namespace itops::config

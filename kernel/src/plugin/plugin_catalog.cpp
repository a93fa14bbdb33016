#include "plugin/plugin_catalog.hpp"

#include <algorithm>
#include <system_error>

#include "plugin/dependency_order.hpp"

namespace itops::plugin {

namespace {

constexpr const char* kLibrarySuffix = ".so";

std::vector<std::filesystem::path> librariesIn(const std::filesystem::path& folder,
                                               std::error_code& error) {
  std::vector<std::filesystem::path> files;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == kLibrarySuffix) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

DependencyNode nodeOf(const CatalogEntry& entry) {
  const PluginManifest& manifest = entry.library.manifest;
  return {manifest.id, entry.plugin_switch.enabled, manifest.needs, manifest.uses, manifest.offers};
}

}  // namespace

void PluginCatalog::load(const std::filesystem::path& folder) {
  std::error_code error;
  const std::vector<std::filesystem::path> files = librariesIn(folder, error);
  if (error) {
    folder_problems_.push_back({folder.string(), "",
                                "The plugin folder can't be read: " + error.message() +
                                    "; check the folder and its permissions."});
  }
  for (const std::filesystem::path& file : files) loadFile(file);
}

PluginCheck PluginCatalog::check(const PluginSwitches& switches,
                                 const std::set<std::string>& kernel_offers) {
  PluginCheck result{folder_problems_, {}};
  for (CatalogEntry& entry : entries_) {
    const PluginManifest& manifest = entry.library.manifest;
    entry.plugin_switch = switches(manifest.id, manifest.enabled_by_default);
  }
  reportBroken(switches, result);
  reportOrder(kernel_offers, result);
  if (!result.problems.empty()) start_order_.clear();
  return result;
}

void PluginCatalog::loadFile(const std::filesystem::path& file) {
  LibraryResult result = loadLibrary(file);
  if (result.library) {
    add(std::move(*result.library));
  } else {
    broken_.push_back({file.stem().string(), std::move(result.problems)});
  }
}

void PluginCatalog::add(Library library) {
  const std::string& id = library.manifest.id;
  if (const CatalogEntry* first = find(id)) {
    const DescriptorProblem clash{library.file.filename().string(), id,
                                  "The id " + id + " is taken by " + first->library.file.string() +
                                      " already, also claimed by " + library.file.string() +
                                      "; remove one of the two files."};
    broken_.push_back({library.file.stem().string(), {clash}});
    return;
  }
  const auto behind =
      std::find_if(entries_.begin(), entries_.end(),
                   [&](const CatalogEntry& entry) { return entry.library.manifest.id > id; });
  entries_.insert(behind, CatalogEntry{std::move(library), {}});
}

void PluginCatalog::reportBroken(const PluginSwitches& switches, PluginCheck& result) const {
  for (const BrokenFile& file : broken_) {
    const bool wanted = switches(file.stem, true).enabled;
    auto& list = wanted ? result.problems : result.notices;
    list.insert(list.end(), file.problems.begin(), file.problems.end());
  }
}

void PluginCatalog::reportOrder(const std::set<std::string>& kernel_offers, PluginCheck& result) {
  std::vector<DependencyNode> nodes;
  std::transform(entries_.begin(), entries_.end(), std::back_inserter(nodes), nodeOf);
  DependencyOrder order = orderByDependencies(nodes, kernel_offers);
  start_order_ = std::move(order.ids);
  for (DependencyProblem& problem : order.problems) {
    const std::string file = find(problem.plugin_id)->library.file.filename().string();
    result.problems.push_back({file, problem.plugin_id, std::move(problem.message)});
  }
}

const CatalogEntry* PluginCatalog::find(const std::string& id) const {
  const auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const CatalogEntry& known) {
    return known.library.manifest.id == id;
  });
  return entry == entries_.end() ? nullptr : &*entry;
}

}  // namespace itops::plugin

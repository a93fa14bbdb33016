#include <algorithm>

#include "tidy/code.hpp"
#include "tidy/link_lines.hpp"
#include "tidy/rules.hpp"

namespace itops::tidy {
namespace {

struct Library {
  std::string_view prefix;   ///< of the included name
  std::string_view modules;  ///< or plugins that may include it, between blanks
};

// The first line whose prefix fits counts. Boost.JSON, libsodium and prometheus-cpp are for all of
// the kernel: the LINK lines say who uses them.
constexpr Library kLibraries[] = {
    {"boost/json", " * "},           {"boost/beast", " http "},
    {"boost/asio", " http "},        {"boost/core", " http plugin "},
    {"boost/dll", " plugin "},       {"boost/", " "},
    {"Poco/JWT", " auth "},          {"Poco/Exception", " auth database "},
    {"Poco/", " database "},         {"libpq", " database "},
    {"postgres", " database "},      {"yaml-cpp/", " config templates "},
    {"spdlog/", " logging "},        {"fmt/", " logging "},
    {"date/", " time plugins/sla "}, {"utf8proc", " http identity ingest logging "}};

std::string_view firstFolder(std::string_view include) {
  const auto slash = include.find('/');
  return slash == include.npos ? std::string_view{} : include.substr(0, slash);
}

/// The module of the kernel, or `plugins/<id>`.
std::string_view ownerOf(std::string_view path) {
  if (!path.starts_with("plugins/")) return moduleOf(path);
  return path.substr(0, path.find('/', std::string_view("plugins/").size()));
}

/// Its headers and what is linked into plugins; its tools are built with the kernel.
bool isOfSdk(std::string_view path) {
  return path.starts_with("sdk/include/") || path.starts_with("sdk/src/");
}

std::string refusalOf(const LinkLines& links, std::string_view path, const Include& include) {
  if (include.name.starts_with("../")) return "includes upwards";
  const auto target = firstFolder(include.name);
  if (!include.quoted || !links.isModule(target)) return {};
  if (path.starts_with("plugins/")) return "a plugin includes the kernel's";
  if (isOfSdk(path)) return "the SDK includes the kernel's";
  const auto module = moduleOf(path);
  if (module.empty() || links.leads(module, target)) return {};
  return "the LINK line of " + std::string(module) + " doesn't lead to " + std::string(target) +
         " for";
}

template <class Function>
void eachInclude(const Tree& tree, std::string_view folder, Function function) {
  for (const auto& [path, text] : tree) {
    if (!path.starts_with(folder) || !isSource(path)) continue;
    for (const auto& include : includesOf(text)) function(path, include);
  }
}

}  // namespace

Findings checkIncludes(const Tree& tree) {
  const LinkLines links(tree);
  Findings findings;
  eachInclude(tree, "", [&](const std::string& path, const Include& include) {
    if (path.starts_with("tests/")) return;
    const auto refusal = refusalOf(links, path, include);
    if (!refusal.empty()) findings.push_back({"include", path, refusal + " " + include.name});
  });
  return findings;
}

Findings checkSdkIncludes(const Tree& tree) {
  Findings findings;
  eachInclude(tree, "sdk/include/itops/", [&](const std::string& path, const Include& include) {
    const bool standard = !include.quoted && include.name.find_first_of("./") == std::string::npos;
    if (standard || (include.quoted && include.name.starts_with("itops/"))) return;
    findings.push_back({"sdk-include", path, "is not of the standard library: " + include.name});
  });
  return findings;
}

Findings checkLibraries(const Tree& tree) {
  Findings findings;
  eachInclude(tree, "", [&](const std::string& path, const Include& include) {
    if (include.quoted || path.starts_with("tests/") || path.starts_with("sdk/")) return;
    const auto* library =
        std::find_if(std::begin(kLibraries), std::end(kLibraries),
                     [&](const Library& one) { return include.name.starts_with(one.prefix); });
    if (library == std::end(kLibraries) || library->modules == " * ") return;
    const auto owner = " " + std::string(ownerOf(path)) + " ";
    if (library->modules.find(owner) != std::string_view::npos) return;
    findings.push_back({"library", path, "another module owns " + include.name});
  });
  return findings;
}

}  // namespace itops::tidy

#include "plugin/info_check.hpp"

#include <algorithm>
#include <set>

#include "config/plugin_fields.hpp"
#include "plugin/grammar.hpp"

namespace itops::plugin {

namespace {

constexpr std::size_t kIdLengthMin = 2;
constexpr std::size_t kIdLengthMax = 31;

bool isPluginId(std::string_view text) {
  return isSnakeCase(text, kIdLengthMin, kIdLengthMax);
}

/// Collects the problems of one PluginInfo.
class InfoCheck {
 public:
  explicit InfoCheck(const PluginInfo& info) : info_(info) {}

  void checkId(std::string_view file_stem) {
    if (info_.id == nullptr) return add("id is missing; give the plugin an id.");
    const std::string id = info_.id;
    if (!isPluginId(id)) {
      return add("id is \"" + id + "\"; it must match [a-z][a-z0-9_]{1,30}.");
    }
    if (id == file_stem) return;
    add("id is \"" + id + "\", but the file is named \"" + std::string(file_stem) +
        ".so\"; name it " + id + ".so.");
  }

  void checkText(const char* member, const char* text) {
    if (text != nullptr && *text != '\0') return;
    add(std::string(member) + " is missing or empty; give it a text.");
  }

  void checkList(const std::string& member, const char* const* list,
                 bool (*accepts)(std::string_view), const std::string& remedy) {
    std::set<std::string> seen;
    for (int i = 0; list != nullptr && list[i] != nullptr; ++i) {
      if (i == kListEntriesMax) {
        return add(member + " has more than " + std::to_string(kListEntriesMax) +
                   " entries; end the list with a null pointer.");
      }
      const std::string entry = list[i];
      if (!accepts(entry)) add(member + " names \"" + entry + "\"; " + remedy);
      if (!seen.insert(entry).second) add(member + " names \"" + entry + "\" twice.");
    }
  }

  void checkInterfaces() {
    const std::string remedy =
        "an interface id is a name with a revision, such as itops.database/1.";
    checkList("needs", info_.needs, isInterfaceId, remedy);
    checkList("uses", info_.uses, isInterfaceId, remedy);
    checkList("offers", info_.offers, isInterfaceId, remedy);
  }

  void checkPaths() {
    checkList("path_prefixes", info_.path_prefixes, isPathPrefix,
              "a path prefix begins with / and doesn't end with it, such as /api/v1/sla.");
    checkList("permissions", info_.permissions, isPermission,
              "a permission is at least two words joined by dots, such as sla.read.");
  }

  /// The table's messages name the plugin, so they make sense only with a sound id.
  void checkConfig() {
    if (info_.id == nullptr || !isPluginId(info_.id)) return;
    const config::PluginFields settings{info_.id, info_.enabled_by_default,
                                        config::fieldsOf(info_.config)};
    for (std::string& problem : config::checkPluginFields(settings)) {
      problems_.push_back(std::move(problem));
    }
  }

  std::vector<std::string> take() { return std::move(problems_); }

 private:
  void add(const std::string& problem) { problems_.push_back("PluginInfo." + problem); }

  const PluginInfo& info_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> checkInfo(const PluginInfo& info, std::string_view file_stem) {
  InfoCheck check(info);
  check.checkId(file_stem);
  check.checkText("name", info.name);
  check.checkText("version", info.version);
  check.checkText("description", info.description);
  check.checkInterfaces();
  check.checkPaths();
  check.checkConfig();
  return check.take();
}

}  // namespace itops::plugin

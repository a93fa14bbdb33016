#include "registry/sla_group_template.hpp"

#include <boost/json.hpp>
#include <map>
#include <set>

#include "itops/error.hpp"

namespace itops::registry {
namespace {

namespace json = boost::json;

constexpr std::size_t kGroupTextBytesMax = 255;

bool isText(const json::value* value) {
  return value != nullptr && value->is_string() && !value->as_string().empty() &&
         value->as_string().size() <= kGroupTextBytesMax &&
         value->as_string().find('\0') == json::string::npos;
}

std::string textOf(const json::value& value) {
  return std::string(std::string_view(value.as_string()));
}

/// Reads the entries one by one and collects what is wrong with them.
class EntryReader {
 public:
  explicit EntryReader(std::vector<std::string>& warnings) : warnings_(warnings) {}

  void read(std::size_t position, const json::value& entry) {
    const std::string place = "[" + std::to_string(position) + "]";
    if (!entry.is_object()) return wrong(place, "Expected an object with name and displayName.");
    const json::object& object = entry.as_object();
    const json::value* const name = object.if_contains("name");
    if (!isText(name)) return wrong(place + ".name", kExpectedText);
    SlaGroup group{textOf(*name), textOf(*name)};
    const json::value* const display_name = object.if_contains("displayName");
    if (display_name != nullptr) {
      if (!isText(display_name)) return wrong(place + ".displayName", kExpectedText);
      group.display_name = textOf(*display_name);
    }
    if (!names_.insert(group.name).second) {
      return wrong(place + ".name", "The group '" + group.name + "' stands there twice.");
    }
    warnOfOthers(group.name, object);
    groups_.push_back(std::move(group));
  }

  std::vector<SlaGroup> take() {
    if (errors_.empty()) return std::move(groups_);
    throw Error(ErrorKind::kInvalid, "template_invalid",
                "Nothing was imported, because some entries can't be used; see errors.", {},
                std::move(errors_));
  }

 private:
  static constexpr const char* kExpectedText = "Expected a text of 1 to 255 bytes.";

  void warnOfOthers(const std::string& group, const json::object& object) {
    for (const auto& [member, value] : object) {
      if (member == "name" || member == "displayName") continue;
      warnings_.push_back("The member '" + std::string(member) + "' of the group '" + group +
                          "' is not known and was left out.");
    }
  }

  void wrong(const std::string& place, const std::string& message) {
    errors_.push_back({place, message});
  }

  std::vector<std::string>& warnings_;
  std::vector<SlaGroup> groups_;
  std::set<std::string> names_;
  std::vector<FieldError> errors_;
};

}  // namespace

std::vector<SlaGroup> slaGroupsFrom(std::string_view text, std::vector<std::string>& warnings) {
  const json::value document = json::parse(text);
  EntryReader reader(warnings);
  std::size_t position = 0;
  for (const json::value& entry : document.as_array()) reader.read(position++, entry);
  return reader.take();
}

std::string SlaGroupTemplate::exportJson(Transaction& transaction) {
  json::array list;
  for (const SlaGroup& group : listSlaGroups(transaction)) {
    list.push_back({{"name", group.name}, {"displayName", group.display_name}});
  }
  return json::serialize(list);
}

ImportResult SlaGroupTemplate::importJson(Transaction& transaction, std::string_view text) {
  ImportResult result;
  const std::vector<SlaGroup> wanted = slaGroupsFrom(text, result.warnings);
  std::map<std::string, SlaGroup> present;
  for (SlaGroup& group : lockSlaGroups(transaction, wanted)) {
    present.emplace(group.name, group);
  }
  std::vector<SlaGroup> changed;
  for (const SlaGroup& group : wanted) {
    const auto known = present.find(group.name);
    const bool same = known != present.end() && !known->second.archived &&
                      known->second.display_name == group.display_name;
    ++(same ? result.unchanged : known == present.end() ? result.created : result.updated);
    if (!same) changed.push_back(group);
  }
  saveSlaGroups(transaction, changed);
  return result;
}

}  // namespace itops::registry

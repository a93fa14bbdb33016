#include "config/yaml_source.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "config/auth_declaration.hpp"
#include "config/expectation.hpp"
#include "config/unknown_name.hpp"
#include "config/yaml_tree.hpp"

namespace itops::config {
namespace {

std::string kindName(YamlNode::Kind kind) {
  switch (kind) {
    case YamlNode::Kind::kNull:
      return "nothing";
    case YamlNode::Kind::kText:
      return "a single value";
    case YamlNode::Kind::kList:
      return "a list";
    case YamlNode::Kind::kMap:
      break;
  }
  return "a section";
}

/// Walks the tree of one file along the schema.
class Reader {
 public:
  Reader(std::string file, const Schema& schema, Problems& problems)
      : file_(std::move(file)), schema_(schema), problems_(problems) {}

  std::vector<RawValue> read(const YamlNode& root) {
    if (root.kind == YamlNode::Kind::kMap) {
      readMap(root, "");
    } else if (root.kind != YamlNode::Kind::kNull) {
      problems_.error(place(root) + "found " + kindName(root.kind) +
                      ", expected sections such as `server:`");
    }
    return std::move(values_);
  }

 private:
  Origin origin(const YamlNode& node) const {
    return {.kind = Origin::Kind::kFile, .name = file_, .line = node.line};
  }

  std::string place(const YamlNode& node) const { return origin(node).describe() + ": "; }

  void readMap(const YamlNode& map, const std::string& prefix) {
    for (const YamlNode& child : map.children) {
      const std::string key = prefix + child.key;
      if (isFirst(child, key)) readNode(child, key);
    }
  }

  bool isFirst(const YamlNode& node, const std::string& key) {
    const auto [first, is_new] = lines_.emplace(key, node.line);
    if (is_new) return true;
    problems_.error(place(node) + printableName(key) +
                    ": found a second time, expected once; the first is in line " +
                    std::to_string(first->second));
    return false;
  }

  void readNode(const YamlNode& node, const std::string& key) {
    if (isAuthDeclaration(key)) return;  // what is wrong there must not stop the start
    if (const Setting* setting = schema_.find(key)) {
      readSetting(node, *setting);
    } else if (node.kind == YamlNode::Kind::kMap && !isForeignPlugin(key)) {
      readMap(node, key + ".");
    } else if (!schema_.isSection(key)) {
      problems_.warning(place(node) + unknownKey(schema_, key));
    } else if (node.kind != YamlNode::Kind::kNull) {
      problems_.error(place(node) + key + ": found " + kindName(node.kind) +
                      ", expected a section of settings");
    }
  }

  /// `plugins.<id>` of a plugin that wasn't found; told once, not for each of its settings.
  bool isForeignPlugin(const std::string& key) const {
    constexpr std::string_view kPlugins = "plugins.";
    if (!key.starts_with(kPlugins)) return false;
    const std::string id = key.substr(kPlugins.size());
    return id.find('.') == std::string::npos && !schema_.hasPlugin(id);
  }

  void readSetting(const YamlNode& node, const Setting& setting) {
    if (node.kind == YamlNode::Kind::kNull) return;
    if (!setting.isList() && node.kind == YamlNode::Kind::kText) {
      values_.push_back({setting.key, {node.text}, origin(node)});
    } else if (setting.isList() && node.kind == YamlNode::Kind::kList) {
      readList(node, setting);
    } else {
      const std::string expected =
          setting.isList() ? "a list such as [A, B], each " : std::string{};
      problems_.error(place(node) + setting.key + ": found " + kindName(node.kind) + ", expected " +
                          expected + expectation(setting),
                      setting.key);
    }
  }

  void readList(const YamlNode& list, const Setting& setting) {
    RawValue value{setting.key, {}, origin(list)};
    for (const YamlNode& item : list.children) {
      if (item.kind != YamlNode::Kind::kText) {
        problems_.error(place(item) + setting.key + ": found " + kindName(item.kind) +
                            " in the list, expected " + expectation(setting),
                        setting.key);
        return;
      }
      value.texts.push_back(item.text);
    }
    values_.push_back(std::move(value));
  }

  const std::string file_;
  const Schema& schema_;
  Problems& problems_;
  std::map<std::string, int> lines_;
  std::vector<RawValue> values_;
};

}  // namespace

std::vector<RawValue> readYamlFile(const std::filesystem::path& file, const Schema& schema,
                                   Problems& problems) {
  const auto root = readYamlTree(file, problems);
  if (!root) return {};
  return Reader(file.string(), schema, problems).read(*root);
}

}  // namespace itops::config

#include "config/auth_directory.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "config/unknown_name.hpp"

namespace itops::config {
namespace {

bool isKey(std::string_view text) {
  return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

const std::initializer_list<std::string_view> kDirectoryKeys{"enabled",
                                                             "id",
                                                             "name",
                                                             "displayName",
                                                             "isDefault",
                                                             "host",
                                                             "hosts",
                                                             "port",
                                                             "tls",
                                                             "caFile",
                                                             "bindDn",
                                                             "bindPassword",
                                                             "bindPasswordSecret",
                                                             "bindPasswordFile",
                                                             "baseDn",
                                                             "userFilter",
                                                             "groupFilter",
                                                             "groupBaseDn",
                                                             "groupNameAttr",
                                                             "groupSource",
                                                             "nestedGroups",
                                                             "nestingDepthMax",
                                                             "pageSize",
                                                             "connectTimeoutSeconds",
                                                             "requestTimeoutSeconds",
                                                             "userAttrs",
                                                             "groupMappings"};

/// Values that go to the plugin as they are, and their defaults.
struct Plain {
  std::string_view key;
  const char* otherwise;
};

constexpr Plain kPlain[] = {
    {"baseDn", ""},          {"bindDn", ""},          {"userFilter", "(uid=%s)"},
    {"groupFilter", ""},     {"groupBaseDn", ""},     {"caFile", ""},
    {"groupNameAttr", "cn"}, {"groupSource", "auto"}, {"bindPasswordFile", ""}};

void readPlain(const YamlNode& node, DeclarationReader& reader, DeclaredDirectory& into) {
  for (const auto& [key, otherwise] : kPlain) {
    const auto value = reader.text(node, key, otherwise);
    if (!value.empty()) into.values[std::string(key)] = {value};
  }
  if (into.values["baseDn"].empty()) reader.refuse(node, "baseDn", "the DN that people are below");
  const auto filter = reader.text(node, "userFilter", "(uid=%s)");
  if (filter.find("%s") == filter.npos) {
    reader.refuse(node, "userFilter", "a filter with %s where the name goes");
  }
  // Other products take a filter of all groups here; ours would put everybody into each of them.
  const auto groups = reader.text(node, "groupFilter");
  if (!groups.empty() && groups.find("%s") == groups.npos) {
    reader.refuse(node, "groupFilter",
                  "a filter with %s where the person's DN or name goes, such as (member=%s)");
  }
}

void readServers(const YamlNode& node, DeclarationReader& reader, DeclaredDirectory& into) {
  const auto tls = reader.text(node, "tls", "starttls");
  if (tls != "starttls" && tls != "ldaps" && tls != "none") {
    reader.refuse(node, "tls", "starttls, ldaps or none");
  }
  into.values["tls"] = {tls};
  const auto port = reader.integer(node, "port", tls == "ldaps" ? 636 : 389, 1, 65535);
  auto& hosts = into.values["hosts"];
  if (const auto host = reader.text(node, "host"); !host.empty()) hosts.push_back(host);
  if (const auto* list = childOf(node, "hosts"); list && list->kind == YamlNode::Kind::kList) {
    for (const auto& item : list->children) hosts.push_back(item.text);
  }
  if (hosts.empty()) reader.refuse(node, "host", "the name of a directory server");
  into.values["port"] = {std::to_string(port)};
}

void readLimits(const YamlNode& node, DeclarationReader& reader, DeclaredDirectory& into) {
  const auto number = [&](const char* key, std::int64_t otherwise, std::int64_t most) {
    into.values[key] = {std::to_string(reader.integer(node, key, otherwise, 1, most))};
  };
  number("connectTimeoutSeconds", 5, 60);
  number("requestTimeoutSeconds", 10, 300);
  number("pageSize", 500, 10000);
  number("nestingDepthMax", 10, 100);
  into.values["nestedGroups"] = {reader.flag(node, "nestedGroups", true) ? "true" : "false"};
}

void readAttributes(const YamlNode& node, DeclarationReader& reader, DeclaredDirectory& into) {
  into.values["userAttrs.username"] = {"uid"};
  into.values["userAttrs.email"] = {"mail"};
  into.values["userAttrs.displayName"] = {"displayName"};
  const auto* attributes = childOf(node, "userAttrs");
  if (attributes == nullptr) return;
  reader.requireKeys(*attributes, {"username", "email", "displayName", "id"});
  for (const char* key : {"username", "email", "displayName", "id"}) {
    const auto value = reader.text(*attributes, key);
    if (!value.empty()) into.values[std::string("userAttrs.") + key] = {value};
  }
}

void readSecret(const YamlNode& node, DeclarationReader& reader, DeclaredDirectory& into) {
  if (const auto* plain = childOf(node, "bindPassword")) {
    reader.refuse(*plain, "bindPassword",
                  "bindPasswordSecret, bindPasswordFile or ITOPS_AUTH_LDAP_BIND_PASSWORD instead: "
                  "a password does not belong into this file");
  }
  const auto* secret = childOf(node, "bindPasswordSecret");
  if (secret == nullptr || secret->kind == YamlNode::Kind::kNull) return;
  reader.requireKeys(*secret, {"name", "key"});
  for (const char* key : {"name", "key"}) {
    const auto value = reader.text(*secret, key);
    if (!isKey(value) || value.starts_with('.')) {
      reader.refuse(*secret, std::string("bindPasswordSecret.") + key, "the name of a file");
    }
    into.values[std::string("bindPasswordSecret.") + key] = {value};
  }
}

void readMappings(const YamlNode& node, DeclarationReader& reader, DeclaredDirectory& into) {
  const auto* mappings = childOf(node, "groupMappings");
  if (mappings == nullptr || mappings->kind == YamlNode::Kind::kNull) return;
  if (mappings->kind != YamlNode::Kind::kList) {
    reader.refuse(*mappings, "groupMappings", "a list");
    return;
  }
  for (const auto& item : mappings->children) {
    reader.requireKeys(item, {"ldapGroup", "group"});
    DeclaredMapping mapping{reader.text(item, "ldapGroup"), reader.text(item, "group")};
    if (mapping.directory_group.empty() || mapping.group.empty()) {
      reader.refuse(item, "groupMappings", "ldapGroup (DN or CN) and group (name or UUID)");
    }
    into.mappings.push_back(std::move(mapping));
  }
}

}  // namespace

const YamlNode* childOf(const YamlNode& map, std::string_view key) {
  const auto found = std::find_if(map.children.begin(), map.children.end(),
                                  [&](const YamlNode& child) { return child.key == key; });
  return found == map.children.end() ? nullptr : &*found;
}

const YamlNode* DeclarationReader::single(const YamlNode& map, std::string_view key) {
  const auto* node = childOf(map, key);
  if (node == nullptr || node->kind == YamlNode::Kind::kNull) return nullptr;
  if (node->kind == YamlNode::Kind::kText) return node;
  refuse(*node, std::string(key), "a single value");
  return nullptr;
}

bool DeclarationReader::flag(const YamlNode& map, std::string_view key, bool otherwise) {
  const auto* node = single(map, key);
  if (node == nullptr) return otherwise;
  if (node->text == "true") return true;
  if (node->text != "false") refuse(*node, std::string(key), "true or false");
  return false;
}

std::int64_t DeclarationReader::integer(const YamlNode& map, std::string_view key,
                                        std::int64_t otherwise, std::int64_t least,
                                        std::int64_t most) {
  const auto* node = single(map, key);
  if (node == nullptr) return otherwise;
  std::int64_t value = 0;
  const char* const last = node->text.data() + node->text.size();
  const auto [end, error] = std::from_chars(node->text.data(), last, value);
  if (error == std::errc{} && end == last && value >= least && value <= most) return value;
  refuse(*node, std::string(key),
         "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return otherwise;
}

std::string DeclarationReader::text(const YamlNode& map, std::string_view key,
                                    const std::string& otherwise) {
  const auto* node = single(map, key);
  return node == nullptr ? otherwise : node->text;
}

void DeclarationReader::requireKeys(const YamlNode& map,
                                    std::initializer_list<std::string_view> keys) {
  if (map.kind != YamlNode::Kind::kMap) return refuse(map, map.key, "a section");
  std::set<std::string> seen;
  for (const auto& child : map.children) {
    if (!seen.insert(child.key).second) refuse(child, printableName(child.key), "it once");
    if (std::find(keys.begin(), keys.end(), child.key) != keys.end()) continue;
    std::string known;
    for (const auto key : keys) known.append(known.empty() ? "" : ", ").append(key);
    refuse(child, printableName(child.key), "one of " + known);
  }
}

void DeclarationReader::refuse(const YamlNode& node, const std::string& key,
                               const std::string& expected) {
  problems_.error(file_ + ":" + std::to_string(node.line) + ": " + key + ": expected " + expected);
}

// Long: one line per key that is known.
DeclaredDirectory readDirectory(const YamlNode& node, DeclarationReader& reader) {
  DeclaredDirectory directory;
  reader.requireKeys(node, kDirectoryKeys);
  if (node.kind != YamlNode::Kind::kMap) return directory;
  const auto name = reader.text(node, "name", "ldap");
  directory.id = reader.text(node, "id", name);
  if (!isKey(directory.id) || directory.id == "local") {
    reader.refuse(node, "name", "1 to 63 letters, digits and ._-, and not `local`");
  }
  directory.display_name = reader.text(node, "displayName", name);
  directory.enabled = reader.flag(node, "enabled", true);
  directory.is_default = reader.flag(node, "isDefault", false);
  readServers(node, reader, directory);
  readPlain(node, reader, directory);
  readLimits(node, reader, directory);
  readAttributes(node, reader, directory);
  readSecret(node, reader, directory);
  readMappings(node, reader, directory);
  return directory;
}

}  // namespace itops::config

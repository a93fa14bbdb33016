#include "config/auth_declaration.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "config/auth_directory.hpp"
#include "config/problems.hpp"
#include "config/yaml_tree.hpp"

namespace itops::config {
namespace {

constexpr std::array<std::string_view, 4> kDeclarationKeys{"auth.local", "auth.ldap", "auth.prune",
                                                           "auth.generation"};

/// One line per value, for comparing.
void appendText(const YamlNode& node, const std::string& path, std::string& out) {
  const std::string own = path + "/" + node.key;
  if (node.kind == YamlNode::Kind::kText) out += own + "=" + node.text + "\n";
  for (const auto& child : node.children) appendText(child, own, out);
}

DeclaredLocal readLocal(const YamlNode& node, DeclarationReader& reader) {
  DeclaredLocal local;
  reader.requireKeys(node, {"enabled", "isDefault", "passwordPolicy"});
  local.enabled = reader.flag(node, "enabled", true);
  local.is_default = reader.flag(node, "isDefault", true);
  if (const auto* policy = childOf(node, "passwordPolicy")) {
    reader.requireKeys(*policy, {"minLength", "requireUppercase", "requireDigit"});
    local.min_length = reader.integer(*policy, "minLength", local.min_length, 8, 128);
    local.require_uppercase = reader.flag(*policy, "requireUppercase", true);
    local.require_digit = reader.flag(*policy, "requireDigit", true);
  }
  return local;
}

void readDirectories(const YamlNode& node, DeclarationReader& reader, AuthDeclaration& into) {
  if (node.kind == YamlNode::Kind::kList) {
    for (const auto& item : node.children) into.directories.push_back(readDirectory(item, reader));
  } else if (node.kind == YamlNode::Kind::kMap) {
    into.directories.push_back(readDirectory(node, reader));
  } else if (node.kind == YamlNode::Kind::kText) {
    reader.refuse(node, "auth.ldap", "a directory, or a list of directories");
  }
  std::set<std::string> ids;
  for (const auto& directory : into.directories) {
    if (ids.insert(directory.id).second) continue;
    reader.refuse(
        node, "auth.ldap",
        "a name of its own for each directory; '" + directory.id + "' stands there twice");
  }
}

void readAuth(const YamlNode& auth, bool own_file, DeclarationReader& reader,
              AuthDeclaration& into) {
  if (own_file) reader.requireKeys(auth, {"local", "ldap", "prune", "generation"});
  for (const auto& child : auth.children) {
    if (!isAuthDeclaration("auth." + child.key)) continue;
    appendText(child, "auth", into.text);
    if (child.key == "local" && child.kind == YamlNode::Kind::kMap) {
      into.local = readLocal(child, reader);
    } else if (child.key == "local" && child.kind != YamlNode::Kind::kNull) {
      reader.refuse(child, "auth.local", "a section");
    } else if (child.key == "ldap") {
      readDirectories(child, reader, into);
    }
  }
  into.prune = reader.flag(auth, "prune", false);
  into.generation = reader.integer(auth, "generation", 0, 0, INT64_MAX);
}

/// The files that are searched for the section, least important first.
std::vector<std::filesystem::path> filesOf(const Sources& sources) {
  if (!sources.files.empty()) return sources.files;
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  const auto core = sources.default_directory / "core.yaml";
  if (std::filesystem::exists(core, ignored)) files.push_back(core);
  return files;
}

void readFrom(const std::filesystem::path& file, bool own_file, AuthDeclaration& declaration) {
  Problems problems;
  const auto root = readYamlTree(file, problems);
  AuthDeclaration found;
  found.source = file.string();
  if (root) {
    DeclarationReader reader(file.string(), problems);
    const auto* auth = root->kind == YamlNode::Kind::kMap ? childOf(*root, "auth") : nullptr;
    if (auth != nullptr && auth->kind == YamlNode::Kind::kMap) {
      readAuth(*auth, own_file, reader, found);
    } else if (auth != nullptr && auth->kind != YamlNode::Kind::kNull) {
      reader.refuse(*auth, "auth", "a section");
    }
  }
  found.errors = problems.errors();
  if (own_file || !found.isEmpty() || !found.errors.empty()) declaration = std::move(found);
}

}  // namespace

bool isAuthDeclaration(std::string_view key) {
  return std::find(kDeclarationKeys.begin(), kDeclarationKeys.end(), key) != kDeclarationKeys.end();
}

AuthDeclaration readAuthDeclaration(const Sources& sources, const Settings& settings) {
  AuthDeclaration declaration;
  if (settings.isSet("auth.file")) {
    readFrom(settings.text("auth.file"), true, declaration);
  } else {
    for (const auto& file : filesOf(sources)) readFrom(file, false, declaration);
  }
  return declaration;
}

}  // namespace itops::config

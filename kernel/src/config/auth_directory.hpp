#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "config/auth_declaration.hpp"
#include "config/problems.hpp"
#include "config/yaml_tree.hpp"

namespace itops::config {

/// The value of a map's key; null when there is none.
const YamlNode* childOf(const YamlNode& map, std::string_view key);

/// Reads values of a declaration and tells what is wrong with them, by file and line. One thread.
class DeclarationReader {
 public:
  /// @param problems outlives this object
  DeclarationReader(std::string file, Problems& problems)
      : file_(std::move(file)), problems_(problems) {}

  bool flag(const YamlNode& map, std::string_view key, bool otherwise);
  std::int64_t integer(const YamlNode& map, std::string_view key, std::int64_t otherwise,
                       std::int64_t least, std::int64_t most);
  std::string text(const YamlNode& map, std::string_view key, const std::string& otherwise = {});

  /// Refuses keys that aren't listed: a mistyped one must not be taken for an absent one.
  void requireKeys(const YamlNode& map, std::initializer_list<std::string_view> keys);
  /// Tells that something else was expected at a node.
  void refuse(const YamlNode& node, const std::string& key, const std::string& expected);

 private:
  const YamlNode* single(const YamlNode& map, std::string_view key);

  std::string file_;
  Problems& problems_;
};

/// One directory of `auth.ldap`, with defaults where nothing is declared.
DeclaredDirectory readDirectory(const YamlNode& node, DeclarationReader& reader);

}  // namespace itops::config

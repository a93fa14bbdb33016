#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/load.hpp"

namespace itops::config {

/// `auth.local` as declared.
struct DeclaredLocal {
  bool enabled = true;
  bool is_default = true;
  std::int64_t min_length = 12;
  bool require_uppercase = true;
  bool require_digit = true;
};

/// One entry of `groupMappings`.
struct DeclaredMapping {
  std::string directory_group;  ///< DN, or common name
  std::string group;            ///< name or UUID of a group of ours
};

/// One directory of `auth.ldap`.
struct DeclaredDirectory {
  std::string id;  ///< stable: `id`, else `name`
  std::string display_name;
  bool enabled = true;
  bool is_default = false;
  /// What is declared, by dotted names, without secrets; a list has several values.
  std::map<std::string, std::vector<std::string>> values = {};
  std::vector<DeclaredMapping> mappings = {};
};

/// Who may vouch for people, as Git declares it (docs/auth.md).
struct AuthDeclaration {
  std::string source;  ///< file that it stands in; empty when nothing is declared
  std::string text;    ///< of the declaration in one form, to tell whether it changed
  std::optional<DeclaredLocal> local = {};
  std::vector<DeclaredDirectory> directories = {};
  bool prune = false;                    ///< also the last directory may be removed
  std::int64_t generation = 0;           ///< an older one than the last applied changes nothing
  std::vector<std::string> errors = {};  ///< why it can't be used; then nothing else counts

  bool isEmpty() const { return !local && directories.empty() && !prune; }
};

/// Reads the declaration: from `auth.file` where that is set, else from `auth` of the configuration
/// files, the last that has one. Never throws; what is wrong is told in `errors`, each with file
/// and line. [any]
AuthDeclaration readAuthDeclaration(const Sources& sources, const Settings& settings);

/// True for keys of configuration files that belong to the declaration. [any]
bool isAuthDeclaration(std::string_view key);

}  // namespace itops::config

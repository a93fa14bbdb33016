#pragma once

#include <filesystem>

#include "config/settings.hpp"

namespace itops::app {

/// Development only: gives the settings the secrets that they lack (`jwt.secret`,
/// `security.operator_api_key`). Each is made once, kept in `<data dir>/secrets/` readable by the
/// owner alone, and is the same at the next start. Throws Error(kInternal, "data_dir") naming the
/// file when that can't be read or written. [main]
config::Settings withGeneratedSecrets(const config::Settings& settings,
                                      const std::filesystem::path& data_dir);

/// The password of the administrator that development makes, kept in `<data_dir>/secrets`; made at
/// the first call. It satisfies any policy that asks for less than 60 characters.
Secret keptAdminPassword(const std::filesystem::path& data_dir);

}  // namespace itops::app

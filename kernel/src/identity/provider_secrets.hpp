#pragma once

#include <filesystem>

#include "identity/provider.hpp"
#include "itops/secret.hpp"

namespace itops::identity {

/// Where bind passwords come from: a file that the provider names, read at each use, so that a
/// rotated password counts at once, or the setting that this is made with. Text is taken as it is:
/// a `$` in a password is a `$`. [any]
class ProviderSecrets {
 public:
  /// @param folder of `bindPasswordSecret`: `<folder>/<name>/<key>`
  ProviderSecrets(std::filesystem::path folder, Secret fallback)
      : folder_(std::move(folder)), fallback_(std::move(fallback)) {}

  /// Throws Error(kUnavailable, "bind_password_unreadable"), which names the file in its log detail
  /// only.
  Secret bindPasswordOf(const Provider& provider) const;

 private:
  std::filesystem::path folder_;
  Secret fallback_;
};

}  // namespace itops::identity

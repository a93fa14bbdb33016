#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "itops/auth_provider.hpp"

namespace itops::test {

/// Keeps the providers that a plugin adds, for tests to ask. One thread at a time.
class FakeAuthProviders final : public AuthProviders {
 public:
  /// See AuthProviders::add; a later one of the same kind replaces the first.
  void add(std::string kind, std::unique_ptr<AuthProvider> provider) override {
    providers_[std::move(kind)] = std::move(provider);
  }

  /// Who serves the kind. Throws std::out_of_range when nobody does.
  AuthProvider& of(const std::string& kind) const { return *providers_.at(kind); }

 private:
  std::map<std::string, std::unique_ptr<AuthProvider>> providers_;
};

}  // namespace itops::test

#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "itops/error.hpp"
#include "itops/testing/clock.hpp"
#include "itops/testing/logger.hpp"
#include "ldap_provider.hpp"

namespace itops::test {

/// A provider and the settings that it is asked with.
class DirectoryTest : public testing::Test {
 protected:
  using Login = std::optional<DirectoryPerson>;

  void declare(const std::string& name, std::vector<std::string> values) {
    settings.values[name] = std::move(values);
  }
  Login login(const std::string& name, const std::string& password = "secret") {
    return provider.authenticate(settings, name, Secret(password));
  }
  /// Names of the groups of a person who logs in, sorted.
  std::vector<std::string> groupsOf(const std::string& name) {
    const Login person = login(name);
    std::vector<std::string> names;
    for (const auto& group : person.value().groups) names.push_back(group.name);
    std::sort(names.begin(), names.end());
    return names;
  }
  /// Code and log detail of the error that a login ends with; `-` when it doesn't throw.
  std::string errorOf(const std::string& name, const std::string& password = "secret") {
    try {
      login(name, password);
    } catch (const Error& error) {
      return error.code() + ": " + error.logDetail();
    }
    return "-";
  }

  FakeClock clock;
  FakeLogger logger;
  ldap_auth::LdapProvider provider{clock, logger};
  ProviderSettings settings{"corp", {}, {}};
};

}  // namespace itops::test

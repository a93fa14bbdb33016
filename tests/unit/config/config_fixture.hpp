#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/load.hpp"
#include "support/temporary_folder.hpp"

namespace itops::config::test {

/// Loads configurations that live for one test.
class ConfigFixture : public testing::Test {
 protected:
  /// A file in the test's folder; returns its path.
  std::string write(const std::string& name, const std::string& text);

  /// Loads one file of that text, named `test.yaml`, with the given variables.
  LoadResult loadYaml(const std::string& text, Environment environment = {},
                      const std::vector<PluginFields>& plugins = {});

  /// Loads variables alone.
  LoadResult loadVariables(Environment environment, const std::vector<PluginFields>& plugins = {});

  /// The only error of that file, without the path before its line number.
  std::string errorOf(const std::string& yaml);

  itops::test::TemporaryFolder folder_;
};

/// What production requires, with harmless values.
Environment productionEnvironment();

/// The settings; a test failure that shows the errors when there are none.
Settings settingsOrFail(const LoadResult& result);

}  // namespace itops::config::test

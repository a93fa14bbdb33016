#include "config_fixture.hpp"

#include <stdexcept>
#include <utility>

namespace itops::config::test {

std::string ConfigFixture::write(const std::string& name, const std::string& text) {
  itops::test::writeFile(folder_ / name, text);
  return (folder_ / name).string();
}

LoadResult ConfigFixture::loadYaml(const std::string& text, Environment environment,
                                   const std::vector<PluginFields>& plugins) {
  return loadSettings({.files = {write("test.yaml", text)}, .environment = std::move(environment)},
                      plugins);
}

LoadResult ConfigFixture::loadVariables(Environment environment,
                                        const std::vector<PluginFields>& plugins) {
  return loadSettings({.environment = std::move(environment)}, plugins);
}

std::string ConfigFixture::errorOf(const std::string& yaml) {
  const LoadResult result = loadYaml(yaml);
  if (result.errors.size() != 1) return "errors: " + std::to_string(result.errors.size());
  const std::string prefix = folder_.path().string() + "/";
  std::string error = result.errors[0];
  if (error.starts_with(prefix)) error.erase(0, prefix.size());
  return error;
}

Environment productionEnvironment() {
  return {{"ITOPS_SERVER_ENVIRONMENT", "production"},
          {"ITOPS_JWT_SECRET", std::string(32, 'j')},
          {"ITOPS_SECURITY_OPERATOR_API_KEY", std::string(16, 'k')},
          {"ITOPS_DATABASE_PASSWORD", "p"}};
}

Settings settingsOrFail(const LoadResult& result) {
  for (const std::string& error : result.errors) ADD_FAILURE() << error;
  if (!result.settings) throw std::runtime_error("there are no settings");
  return *result.settings;
}

}  // namespace itops::config::test

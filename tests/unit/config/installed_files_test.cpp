#include <fstream>
#include <sstream>

#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::IsEmpty;

std::string installed(const std::string& name) {
  std::ifstream file(std::string(ITOPS_SOURCE_DIR) + "/config/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// True for `port: 8080`, `port: 8080   # why` and `sla:`, but not for a sentence.
bool isSetting(const std::string& text) {
  const std::size_t name = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
  if (name == 0 || name == std::string::npos || text[name] != ':') return false;
  std::istringstream rest(text.substr(name + 1));
  std::string value;
  std::string comment;
  rest >> value >> comment;
  return comment.empty() || comment == "#";
}

/// Brings lines such as `  # port: 8080` and what is indented below them into effect.
std::string withoutCommentSigns(const std::string& yaml) {
  std::string out;
  std::istringstream lines(yaml);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t sign = line.find("# ");
    const std::size_t text = line.find_first_not_of("# ");
    if (sign < text && text != std::string::npos && isSetting(line.substr(text))) {
      line.erase(sign, 2);
    }
    out += line + "\n";
  }
  return out;
}

class InstalledFilesTest : public ConfigFixture {
 protected:
  const Sources sources_{.default_directory = std::string(ITOPS_SOURCE_DIR) + "/config"};
  static constexpr ConfigField kStatusFields[]{
      {"anonymous", ConfigType::kBool, "false", "Open to everybody."}, {}};
  const std::vector<PluginFields> plugins_{
      {.id = "sla"}, {.id = "gitops_status", .fields = fieldsOf(kStatusFields)}};
};

TEST_F(InstalledFilesTest, LoadWithoutAWord) {
  const LoadResult result = loadSettings(sources_, plugins_);
  EXPECT_THAT(result.errors, IsEmpty());
  EXPECT_THAT(result.warnings, IsEmpty());
}

TEST_F(InstalledFilesTest, MakeDevelopmentReadable) {
  const Settings settings = settingsOrFail(loadSettings(sources_, plugins_));
  EXPECT_EQ(settings.text("logging.format"), "text");
  EXPECT_EQ(settings.integer("server.access_log_sample"), 1);
}

TEST_F(InstalledFilesTest, CoreChoosesNothingByItself) {
  const Settings settings = settingsOrFail(loadYaml(installed("core.yaml"), {}, plugins_));
  for (const Entry& entry : settings.entries()) {
    EXPECT_FALSE(settings.isSet(entry.setting.key)) << entry.setting.key;
  }
}

TEST_F(InstalledFilesTest, CoreShowsTheDefaultsInItsComments) {
  const LoadResult result = loadYaml(withoutCommentSigns(installed("core.yaml")), {}, plugins_);
  EXPECT_THAT(result.warnings, IsEmpty());
  const Settings shown = settingsOrFail(result);
  const Settings defaults = settingsOrFail(loadVariables({}, plugins_));
  for (std::size_t i = 0; i < shown.entries().size(); ++i) {
    const Entry& entry = shown.entries()[i];
    EXPECT_EQ(entry.texts, defaults.entries()[i].texts) << entry.setting.key;
    const bool secret = entry.setting.isSecret();
    EXPECT_EQ(entry.origin.kind == Origin::Kind::kFile, !secret) << entry.setting.key;
  }
}

}  // namespace
}  // namespace itops::config::test

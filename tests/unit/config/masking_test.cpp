#include "config/print.hpp"
#include "config_fixture.hpp"
#include "itops/error.hpp"

namespace itops::config::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kPlanted = "Hunter2Hunter2Hunter2Hunter2Hunter2";

class MaskingTest : public ConfigFixture {
 protected:
  static std::string everyWordOf(const LoadResult& result) {
    std::string all;
    for (const std::string& line : result.errors) all += line + "\n";
    for (const std::string& line : result.warnings) all += line + "\n";
    if (result.settings) all += printConfig(*result.settings);
    return all;
  }

  static constexpr ConfigField kFields[] = {
      {.key = "token", .type = ConfigType::kSecret, .default_value = "", .help = "A token."}};
  const std::vector<PluginFields> plugins_{{.id = "sla", .fields = kFields}};
};

TEST_F(MaskingTest, GoodSecretsAreNotPrinted) {
  const LoadResult result =
      loadYaml("jwt:\n  secret: " + kPlanted + "\ndatabase:\n  url: postgresql://u:" + kPlanted +
                   "@h/d\nplugins:\n  sla:\n    token: " + kPlanted + "\n",
               {{"ITOPS_SECURITY_OPERATOR_API_KEY", kPlanted},
                {"ITOPS_DATABASE_PASSWORD_FILE", write("password", kPlanted)}},
               plugins_);
  ASSERT_TRUE(result.settings);
  EXPECT_THAT(everyWordOf(result), Not(HasSubstr("Hunter2")));
  EXPECT_THAT(printConfig(*result.settings), HasSubstr("token: \"********\""));
  EXPECT_THAT(printConfig(*result.settings), HasSubstr("url: \"********\""));
}

TEST_F(MaskingTest, WrongSecretsAreNotRepeated) {
  const LoadResult result =
      loadYaml("jwt:\n  secret: Hunter2\ndatabase:\n  url: mysql://u:" + kPlanted + "@h/d\n",
               {{"ITOPS_SECURITY_OPERATOR_API_KEY", "with spaces " + kPlanted}});
  ASSERT_EQ(result.errors.size(), 3u);
  EXPECT_THAT(everyWordOf(result), Not(HasSubstr("Hunter2")));
}

class MisplacedSecret : public MaskingTest, public testing::WithParamInterface<const char*> {};

TEST_P(MisplacedSecret, IsNotRepeated) {
  const std::string words = everyWordOf(loadYaml(GetParam(), {}, plugins_));
  EXPECT_THAT(words, Not(HasSubstr("Hunter2")));
  EXPECT_THAT(words, HasSubstr("test.yaml:"));
}

INSTANTIATE_TEST_SUITE_P(
    Files, MisplacedSecret,
    testing::Values("jwt: Hunter2\n", "jwt:\n  secret: [Hunter2]\n",
                    "jwt:\n  secret:\n    value: Hunter2\n", "jwt:\n  secrte: Hunter2\n",
                    "database: {password:Hunter2}\n", "database: {password=Hunter2}\n",
                    "database:\n  password:Hunter2\n", "jwt:\n  secret: \"Hunter2\n",
                    "jwt:\n  secret: &Hunter2 x\n", "jwt:\n  secret: *Hunter2\n",
                    "jwt:\n  secret: a\n  secret: Hunter2\n", "Hunter2 and words\n",
                    "? [Hunter2]\n: x\n"));

TEST_F(MaskingTest, MistypedVariablesAreNamedWithoutTheirText) {
  const LoadResult result = loadVariables(
      {{"ITOPS_JWT_SECERT", kPlanted}, {"ITOPS_OTHER", kPlanted}, {"ITOPS_REDIS_HOST", kPlanted}});
  EXPECT_EQ(result.warnings.size(), 3u);
  EXPECT_THAT(everyWordOf(result), Not(HasSubstr("Hunter2")));
}

TEST_F(MaskingTest, ASecretMadeByTheAppIsMaskedToo) {
  const Settings settings =
      settingsOrFail(loadVariables({})).withSecret("jwt.secret", Secret(kPlanted));
  EXPECT_THAT(printConfig(settings), HasSubstr("secret: \"********\"  # generated"));
  EXPECT_THAT(printConfig(settings), Not(HasSubstr("Hunter2")));
}

TEST_F(MaskingTest, AWrongSecretMadeByTheAppIsNotRepeated) {
  const Settings settings = settingsOrFail(loadVariables({}));
  try {
    settings.withSecret("jwt.secret", Secret("Hunter2"));
    FAIL() << "a short secret was taken";
  } catch (const Error& error) {
    EXPECT_THAT(error.what() + error.logDetail(), Not(HasSubstr("Hunter2")));
  }
}

TEST_F(MaskingTest, AnUnsetSecretShowsAsEmpty) {
  EXPECT_THAT(printConfig(settingsOrFail(loadVariables({}))),
              HasSubstr("jwt:\n  secret: \"\"  # default\n"));
}

}  // namespace
}  // namespace itops::config::test

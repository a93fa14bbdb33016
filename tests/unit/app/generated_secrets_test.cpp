#include "app/generated_secrets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "config/load.hpp"
#include "itops/error.hpp"
#include "support/temporary_folder.hpp"

namespace itops::app {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

class GeneratedSecretsTest : public testing::Test {
 protected:
  static config::Settings settings(config::Environment environment = {}) {
    return config::loadSettings({.environment = std::move(environment)}, {}).settings.value();
  }
  /// The two secrets of a start, joined.
  std::string start(const config::Settings& given = settings()) {
    const auto complete = withGeneratedSecrets(given, folder_.path());
    return complete.secret("jwt.secret").reveal() + " " +
           complete.secret("security.operator_api_key").reveal();
  }
  std::filesystem::path file(const char* key) const { return folder_.path() / "secrets" / key; }
  static unsigned modeOf(const std::filesystem::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 07777;
  }

  test::TemporaryFolder folder_;
};

TEST_F(GeneratedSecretsTest, AreLongRandomAndDifferent) {
  const auto secrets = start();
  EXPECT_THAT(secrets, MatchesRegex("[0-9a-f]{64} [0-9a-f]{64}"));
  EXPECT_NE(secrets.substr(0, 64), secrets.substr(65));
}

TEST_F(GeneratedSecretsTest, AreTheSameAtTheNextStart) {
  const auto first = start();
  EXPECT_EQ(start(), first);
}

TEST_F(GeneratedSecretsTest, AreReadableByTheOwnerAlone) {
  const auto before = ::umask(0);
  start();
  ::umask(before);
  EXPECT_EQ(modeOf(file("jwt.secret")), 0600U);
  EXPECT_EQ(modeOf(file("security.operator_api_key")), 0600U);
}

TEST_F(GeneratedSecretsTest, GiveWayToWhatSomebodySet) {
  const std::string given(40, 'k');
  const auto complete =
      withGeneratedSecrets(settings({{"ITOPS_SECURITY_OPERATOR_API_KEY", given}}), folder_.path());
  EXPECT_EQ(complete.secret("security.operator_api_key").reveal(), given);
  EXPECT_FALSE(std::filesystem::exists(file("security.operator_api_key")));
  EXPECT_TRUE(std::filesystem::exists(file("jwt.secret")));
}

TEST_F(GeneratedSecretsTest, LeaveNoDraftBehind) {
  start();
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "secrets")) {
    EXPECT_NE(entry.path().extension(), ".new");
    ++files;
  }
  EXPECT_EQ(files, 2);
}

TEST_F(GeneratedSecretsTest, AreNotReplacedWhenTheirFileIsEmpty) {
  start();
  test::writeFile(file("jwt.secret"), "");
  try {
    start();
    FAIL() << "an empty secret was accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "data_dir");
    EXPECT_THAT(error.what(), HasSubstr(file("jwt.secret").string()));
  }
}

TEST_F(GeneratedSecretsTest, NameTheFolderThatCanNotBeMade) {
  test::writeFile(folder_ / "secrets", "a file where the folder should be");
  try {
    start();
    FAIL() << "it went on";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "data_dir");
    EXPECT_THAT(error.what(), HasSubstr(folder_.path().string() + "/secrets"));
  }
}

}  // namespace
}  // namespace itops::app

#include <gmock/gmock.h>

#include "database/database_harness.hpp"

namespace itops::test {
namespace {

/// A database that its user enters with a password.
struct PasswordHarness {
  explicit PasswordHarness(const std::string& user) : options(PostgresFixture::freshDatabase()) {
    DatabaseHarness owner;
    owner.database.runScript("CREATE ROLE " + user + " LOGIN PASSWORD $p$" + kPassword + "$p$");
    options.user = user;
    options.password = Secret(kPassword);
  }

  std::string attempt() {
    return errorOf([this] { connect(); });
  }
  std::string detail() {
    return detailOf([this] { connect(); });
  }
  void connect() {
    RecordingLogger logger;
    MetricsRegistry metrics;
    PostgresDatabase(options, logger, metrics).run(kBackendPid);
  }

  static constexpr const char* kPassword = "a b'c\\d\"e%20@:/?#=ü ";
  DatabaseOptions options;
};

TEST(Password, WithOddCharactersWorks) {
  EXPECT_EQ(PasswordHarness("odd_in_parts").attempt(), "nothing was thrown");
}

TEST(Password, WithOddCharactersWorksInAUrl) {
  PasswordHarness harness("odd_in_url");
  harness.options.url =
      Secret("postgresql://odd_in_url:a%20b'c%5Cd%22e%2520%40%3A%2F%3F%23%3D%C3%BC%20@/" +
             harness.options.name + "?host=" + harness.options.host);
  harness.options.password = {};
  EXPECT_EQ(harness.attempt(), "nothing was thrown");
}

TEST(Password, ThatIsWrongIsUnavailableAndNotPrinted) {
  PasswordHarness harness("odd_and_wrong");
  harness.options.password = Secret("hunter2");
  EXPECT_EQ(harness.attempt(), "unavailable database_unavailable");
  EXPECT_THAT(harness.detail(), testing::HasSubstr("password authentication failed"));
  EXPECT_THAT(harness.detail(), testing::Not(testing::HasSubstr("hunter2")));
}

}  // namespace
}  // namespace itops::test

#include "database/embedded_postgres.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "database/embedded_harness.hpp"

namespace itops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(EmbeddedPostgresTest, KeepsItsDataOverASecondStart) {
  EmbeddedHarness harness;
  {
    EmbeddedPostgres postgres(harness.options(), harness.logger);
    harness.tell(postgres.start(), "CREATE TABLE kept AS SELECT 'yes'::text AS answer");
  }
  EXPECT_TRUE(harness.logger.contains(LogLevel::kInfo, "created=yes"));
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_EQ(harness.ask(postgres.start(), "SELECT answer FROM kept"), "yes");
  EXPECT_TRUE(harness.logger.contains(LogLevel::kInfo, "created=no"));
}

TEST(EmbeddedPostgresTest, IsDurableAndPrivate) {
  EmbeddedHarness harness;
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  const DatabaseOptions connection = postgres.start();
  const auto setting = [&](const std::string& name) {
    return harness.ask(connection, "SELECT current_setting('" + name + "') AS answer");
  };
  EXPECT_EQ(setting("fsync"), "on");
  EXPECT_EQ(setting("synchronous_commit"), "on");
  EXPECT_EQ(setting("full_page_writes"), "on");
  EXPECT_EQ(setting("listen_addresses"), "");
  EXPECT_EQ(setting("server_encoding"), "UTF8");
  struct stat status {};
  ASSERT_EQ(stat(connection.host.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0700u);
}

TEST(EmbeddedPostgresTest, LetsInNobodyButCoresOwnUser) {
  EmbeddedHarness harness;
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  DatabaseOptions connection = postgres.start();
  harness.tell(connection, "CREATE ROLE stranger LOGIN SUPERUSER");
  connection.user = "stranger";
  EXPECT_THAT(detailOf([&] { harness.ask(connection, "SELECT 'in' AS answer"); }),
              HasSubstr("no pg_hba.conf entry"));
}

TEST(EmbeddedPostgresTest, TakesSettingsOfYourOwn) {
  EmbeddedHarness harness;
  std::filesystem::create_directories(harness.data_dir / "postgres");
  writeFile(harness.data_dir / "postgres" / "custom.conf", "work_mem = 13MB\n");
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_EQ(harness.ask(postgres.start(), "SELECT current_setting('work_mem') AS answer"), "13MB");
}

TEST(EmbeddedPostgresTest, StopsItsServer) {
  EmbeddedHarness harness;
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  postgres.start();
  const pid_t server = postgres.serverPid();
  EXPECT_EQ(kill(server, 0), 0);
  postgres.stop();
  EXPECT_NE(kill(server, 0), 0);
  EXPECT_EQ(postgres.serverPid(), 0);
}

TEST(EmbeddedPostgresTest, RefusesADataFolderInUse) {
  EmbeddedHarness harness;
  EmbeddedPostgres first(harness.options(), harness.logger);
  first.start();
  EmbeddedPostgres second(harness.options(), harness.logger);
  EXPECT_THAT(messageOf([&] { second.start(); }),
              AllOf(HasSubstr("is in use by process " + std::to_string(getpid())),
                    HasSubstr(harness.data_dir.string()), HasSubstr("ITOPS_DATA_DIR")));
}

TEST(EmbeddedPostgresTest, NamesThePackageWhenThereIsNoPostgres) {
  EmbeddedHarness harness;
  EmbeddedPostgresOptions options = harness.options();
  options.bin_dir = "/nonexistent";
  EmbeddedPostgres postgres(options, harness.logger);
  EXPECT_THAT(messageOf([&] { postgres.start(); }),
              AllOf(HasSubstr("No PostgreSQL 15 or newer is in /nonexistent"),
                    HasSubstr("apt-get install postgresql-15"), HasSubstr("ITOPS_DATABASE_HOST")));
}

TEST(EmbeddedPostgresTest, ShowsItsLogWhenItDoesNotStart) {
  EmbeddedHarness harness;
  std::filesystem::create_directories(harness.data_dir / "postgres");
  writeFile(harness.data_dir / "postgres" / "custom.conf", "work_mem = 'plenty'\n");
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_THAT(detailOf([&] { postgres.start(); }), HasSubstr("work_mem"));
}

TEST(EmbeddedPostgresTest, NeedsAClusterOfAnInstalledVersion) {
  EmbeddedHarness harness;
  std::filesystem::create_directories(harness.data_dir / "postgres" / "cluster");
  writeFile(harness.data_dir / "postgres" / "cluster" / "PG_VERSION", "9\n");
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_THAT(messageOf([&] { postgres.start(); }), HasSubstr("apt-get install postgresql-9"));
}

}  // namespace
}  // namespace itops::test

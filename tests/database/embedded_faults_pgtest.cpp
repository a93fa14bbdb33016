#include <gmock/gmock.h>

#include "database/embedded_harness.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;

/// A stopped process can't obey the signal that it gets when its core dies.
void freeze(pid_t pid) {
  ASSERT_EQ(kill(pid, SIGSTOP), 0);
}

TEST(EmbeddedFaults, ServerIsStartedAgainWhenItDies) {
  EmbeddedHarness harness;
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  const DatabaseOptions connection = postgres.start();
  const pid_t first = postgres.serverPid();
  kill(first, SIGKILL);
  EXPECT_TRUE(becomesTrue([&] {
    return errorOf([&] { harness.ask(connection, "SELECT 'up' AS answer"); }) ==
               "nothing was thrown" &&
           postgres.serverPid() != first;
  }));
  EXPECT_TRUE(harness.logger.contains(LogLevel::kError, "how=signal 9"));
}

TEST(EmbeddedFaults, ServerEndsByItselfWhenItsCoreIsKilled) {
  EmbeddedHarness harness;
  CoreProcess core(harness.options());
  ASSERT_GT(core.server(), 0);
  core.kill();
  EXPECT_TRUE(becomesTrue([&] {
    return !std::filesystem::exists(harness.data_dir / "postgres/cluster/postmaster.pid");
  }));
}

TEST(EmbeddedFaults, OrphanOfAKilledCoreIsReplaced) {
  EmbeddedHarness harness;
  CoreProcess core(harness.options());
  ASSERT_GT(core.server(), 0);
  freeze(core.server());
  core.kill();
  EmbeddedPostgresOptions options = harness.options();
  options.stop_timeout = std::chrono::milliseconds(300);
  EmbeddedPostgres postgres(options, harness.logger);
  EXPECT_EQ(harness.ask(postgres.start(), "SELECT 'up' AS answer"), "up");
  EXPECT_TRUE(harness.logger.contains(LogLevel::kWarning, "left over from a killed process"));
}

TEST(EmbeddedFaults, StartRightAfterAKillSucceeds) {
  EmbeddedHarness harness;
  for (int i = 0; i < 3; ++i) {
    CoreProcess core(harness.options());
    EXPECT_GT(core.server(), 0);
    core.kill();
  }
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_EQ(harness.ask(postgres.start(), "SELECT 'up' AS answer"), "up");
}

TEST(EmbeddedFaults, PidFileOfAForeignProcessHarmsNobody) {
  EmbeddedHarness harness;
  EmbeddedPostgres(harness.options(), harness.logger).start();
  writeFile(
      harness.data_dir / "postgres/cluster/postmaster.pid",
      std::to_string(getpid()) + "\n" + (harness.data_dir / "postgres/cluster").string() + "\n");
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_EQ(harness.ask(postgres.start(), "SELECT 'up' AS answer"), "up");
}

TEST(EmbeddedFaults, StaleFilesAreCleared) {
  EmbeddedHarness harness;
  EmbeddedPostgres(harness.options(), harness.logger).start();
  for (const char* name : {"cluster/postmaster.pid", "run/.s.PGSQL.5432.lock"}) {
    writeFile(harness.data_dir / "postgres" / name, "999999\nnonsense\n");
  }
  writeFile(harness.data_dir / "postgres/run/.s.PGSQL.5432", "not a socket");
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_EQ(harness.ask(postgres.start(), "SELECT 'up' AS answer"), "up");
}

TEST(EmbeddedFaults, InterruptedCreationIsDoneAgain) {
  EmbeddedHarness harness;
  const auto place = harness.data_dir / "postgres";
  const pid_t core = fork();
  if (core == 0) {
    RecordingLogger logger;
    EmbeddedPostgres(harness.options(), logger).start();
    _exit(0);
  }
  EXPECT_TRUE(becomesTrue([&] {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             harness.folder.path(), std::filesystem::directory_options::skip_permission_denied)) {
      if (entry.path().filename() == "PG_VERSION") return true;
    }
    return false;
  }));
  kill(core, SIGKILL);
  waitpid(core, nullptr, 0);
  EXPECT_FALSE(std::filesystem::exists(place / "cluster"));
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_EQ(harness.ask(postgres.start(), "SELECT 'up' AS answer"), "up");
}

TEST(EmbeddedFaults, FolderWithoutAClusterIsNotOverwritten) {
  EmbeddedHarness harness;
  std::filesystem::create_directories(harness.data_dir / "postgres" / "cluster");
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_THAT(messageOf([&] { postgres.start(); }), HasSubstr("holds no PostgreSQL cluster"));
}

}  // namespace
}  // namespace itops::test

#include <gmock/gmock.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>

#include "database/embedded_harness.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string answer(EmbeddedHarness& harness, EmbeddedPostgres& postgres) {
  return harness.ask(postgres.start(), "SELECT 'up' AS answer");
}

bool isRoot() {
  return geteuid() == 0;
}

TEST(EmbeddedPlaces, MayHaveALongPath) {
  EmbeddedHarness harness;
  harness.data_dir = harness.folder / std::string(120, 'd');
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  const DatabaseOptions connection = postgres.start();
  EXPECT_LT(connection.host.size(), 90u);
  EXPECT_EQ(harness.ask(connection, "SELECT 'up' AS answer"), "up");
  postgres.stop();
  EXPECT_FALSE(std::filesystem::exists(connection.host));
}

TEST(EmbeddedPlaces, MayHaveOddCharactersInTheirPath) {
  EmbeddedHarness harness;
  harness.data_dir = harness.folder / "with blank, it's a \"x\" and back\\slash ünï";
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_EQ(answer(harness, postgres), "up");
}

TEST(EmbeddedPlaces, RefuseAShortFolderOfSomebodyElse) {
  if (!isRoot()) GTEST_SKIP() << "needs root to make a folder of somebody else";
  EmbeddedHarness harness;
  harness.data_dir = harness.folder / std::string(120, 'd');
  std::string host;
  {
    EmbeddedPostgres postgres(harness.options(), harness.logger);
    host = postgres.start().host;
  }
  ASSERT_EQ(mkdir(host.c_str(), 0700), 0);
  ASSERT_EQ(chown(host.c_str(), 65534, 65534), 0);
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_THAT(messageOf([&] { postgres.start(); }), HasSubstr("belongs to somebody else"));
  rmdir(host.c_str());
}

TEST(EmbeddedPlaces, FallBackWhenTheServersUserCannotEnter) {
  if (!isRoot()) GTEST_SKIP() << "needs root: only then the server has another user";
  EmbeddedHarness harness;
  std::filesystem::create_directories(harness.data_dir);
  chmod(harness.data_dir.c_str(), 0700);
  std::filesystem::path first_place;
  {
    EmbeddedPostgres postgres(harness.options(), harness.logger);
    EXPECT_EQ(answer(harness, postgres), "up");
    first_place = postgres.place();
    EXPECT_THAT(first_place.string(), StartsWith((harness.folder / "fallback/").string()));
  }
  EXPECT_TRUE(harness.logger.contains(LogLevel::kWarning, "outside of the data folder"));
  chmod(harness.data_dir.c_str(), 0755);
  EmbeddedPostgres again(harness.options(), harness.logger);
  EXPECT_EQ(answer(harness, again), "up");
  EXPECT_EQ(again.place(), first_place);
}

TEST(EmbeddedPlaces, NeverBeginEmptyWhenTheFallbackIsMissing) {
  EmbeddedHarness harness;
  std::filesystem::create_directories(harness.data_dir);
  writeFile(harness.data_dir / "postgres.location", "/nonexistent/place\n");
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_THAT(messageOf([&] { postgres.start(); }), HasSubstr("'/nonexistent/place'"));
}

TEST(EmbeddedPlaces, NeverBeginEmptyWhenTheClusterCannotBeEnteredAnyMore) {
  if (!isRoot()) GTEST_SKIP() << "needs root: only then the server has another user";
  EmbeddedHarness harness;
  EmbeddedPostgres(harness.options(), harness.logger).start();
  chmod(harness.data_dir.c_str(), 0700);
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_THAT(messageOf([&] { postgres.start(); }), HasSubstr("can't enter"));
}

TEST(EmbeddedPlaces, RunAsAnUnprivilegedUserWhenStartedByRoot) {
  if (!isRoot()) GTEST_SKIP() << "needs root";
  EmbeddedHarness harness;
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  postgres.start();
  struct stat status {};
  ASSERT_EQ(stat(("/proc/" + std::to_string(postgres.serverPid())).c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, getpwnam("postgres")->pw_uid);
}

/// Runs a test's body in a process of a normal user; true when it returned true.
bool asUser(uid_t uid, const std::function<bool()>& body) {
  const pid_t child = fork();
  if (child == 0) {
    const bool switched = setgroups(0, nullptr) == 0 && setgid(uid) == 0 && setuid(uid) == 0;
    bool good = false;
    try {
      good = switched && body();
    } catch (const std::exception& exception) {
      fprintf(stderr, "%s\n", exception.what());
    }
    _exit(good ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status == 0;
}

TEST(EmbeddedPlaces, RunAsTheSameUserWhenStartedByANormalOne) {
  if (!isRoot()) GTEST_SKIP() << "needs root to become somebody else; the others prove it then";
  constexpr uid_t kNobody = 65534;
  EmbeddedHarness harness;
  chmod(harness.folder.path().c_str(), 0777);
  const auto start = [&] {
    RecordingLogger logger;
    EmbeddedPostgres postgres(harness.options(), logger);
    return answer(harness, postgres) == "up";
  };
  EXPECT_TRUE(asUser(kNobody, start));
  EXPECT_TRUE(asUser(kNobody, start));
  // Root runs the cluster of that user under that user.
  EmbeddedPostgres postgres(harness.options(), harness.logger);
  EXPECT_EQ(answer(harness, postgres), "up");
}

}  // namespace
}  // namespace itops::test

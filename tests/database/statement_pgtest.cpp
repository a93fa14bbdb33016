#include <gmock/gmock.h>

#include <signal.h>

#include "database/database_harness.hpp"

namespace itops::test {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

TEST(StatementTest, ThatTakesTooLongIsATimeout) {
  DatabaseHarness harness(
      [](DatabaseOptions& options) { options.statement_timeout = milliseconds(50); });
  EXPECT_EQ(errorOf([&] { harness.database.run(kSleep, 30.0); }), "unavailable database_timeout");
  EXPECT_EQ(harness.database.run(kBackendPid).size(), 1);
}

TEST(StatementTest, ThatWaitsTooLongForALockIsContention) {
  DatabaseHarness harness(
      [](DatabaseOptions& options) { options.lock_timeout = milliseconds(50); });
  harness.database.runScript("CREATE TABLE thing (id int)");
  constexpr Statement kLock{"test.lock", "LOCK TABLE thing"};
  harness.database.transact([&](Transaction& transaction) {
    transaction.run(kLock);
    EXPECT_EQ(errorOf([&] {
                harness.database.transact([&](Transaction& second) { second.run(kLock); });
              }),
              "unavailable database_contention");
  });
}

TEST(StatementTest, IsGivenUpWhenTheServerDoesNotAnswerAtAll) {
  DatabaseHarness harness([](DatabaseOptions& options) {
    options.statement_timeout = milliseconds(100);
    options.answer_margin = milliseconds(50);
  });
  const auto pid = static_cast<pid_t>(harness.database.run(kBackendPid)[0].integer("pid"));
  kill(pid, SIGSTOP);
  EXPECT_EQ(errorOf([&] { harness.database.run(kBackendPid); }), "unavailable database_timeout");
  kill(pid, SIGCONT);
  EXPECT_EQ(harness.database.run(kBackendPid).size(), 1);
}

TEST(StatementTest, IsPreparedAnewWhenItsTableChanged) {
  DatabaseHarness harness;
  harness.database.runScript("CREATE TABLE thing (id int); INSERT INTO thing VALUES (1)");
  constexpr Statement kAll{"test.all", "SELECT * FROM thing"};
  harness.database.run(kAll);
  harness.database.runScript("ALTER TABLE thing ADD COLUMN label text DEFAULT 'new'");
  EXPECT_EQ(harness.database.run(kAll)[0].text("label"), "new");
}

TEST(StatementTest, WithAStalePlanAtTheStartOfATransactionIsNotNoticed) {
  DatabaseHarness harness;
  harness.database.runScript("CREATE TABLE thing (id int)");
  constexpr Statement kAll{"test.all", "SELECT * FROM thing"};
  const auto read_all = [&] {
    harness.database.transact([&](Transaction& transaction) { transaction.run(kAll); });
  };
  read_all();
  harness.database.runScript("ALTER TABLE thing ADD COLUMN label text");
  EXPECT_EQ(errorOf(read_all), "nothing was thrown");
}

TEST(StatementTest, WithAStalePlanLaterInATransactionMayBeRetried) {
  DatabaseHarness harness;
  harness.database.runScript("CREATE TABLE thing (id int)");
  constexpr Statement kAll{"test.all", "SELECT * FROM thing"};
  const auto read_all = [&] {
    harness.database.transact([&](Transaction& transaction) {
      transaction.run(kBackendPid);
      transaction.run(kAll);
    });
  };
  read_all();
  harness.database.runScript("ALTER TABLE thing ADD COLUMN label text");
  EXPECT_EQ(errorOf(read_all), "unavailable database_unavailable");
  EXPECT_EQ(errorOf(read_all), "nothing was thrown");
}

TEST(StatementTest, MustNotShareItsNameWithAnother) {
  DatabaseHarness harness;
  harness.database.run(Statement{"test.same", "SELECT 1"});
  EXPECT_THAT(detailOf([&] {
                harness.database.run(Statement{"test.same", "SELECT 2"});
              }),
              HasSubstr("two statements are named test.same"));
}

TEST(StatementTest, WithWrongSyntaxLeavesTheSessionUsable) {
  DatabaseHarness harness;
  EXPECT_EQ(errorOf([&] {
              harness.database.run(Statement{"test.wrong", "SELEKT"});
            }),
            "internal database_error");
  EXPECT_EQ(harness.database.run(kBackendPid).size(), 1);
}

TEST(StatementTest, ThatCopiesIsRefused) {
  DatabaseHarness harness;
  EXPECT_EQ(errorOf([&] {
              harness.database.run(Statement{"test.copy", "COPY (SELECT 1) TO STDOUT"});
            }),
            "internal database_error");
  EXPECT_EQ(harness.database.run(kBackendPid).size(), 1);
}

TEST(StatementTest, TakesLargeParameters) {
  DatabaseHarness harness;
  const std::string large(8'000'000, 'x');
  constexpr Statement kLength{"test.length", "SELECT length($1::text) AS length"};
  EXPECT_EQ(harness.database.run(kLength, large)[0].integer("length"), 8'000'000);
}

TEST(StatementTest, IsMeasuredUnderItsName) {
  DatabaseHarness harness;
  harness.database.run(kBackendPid);
  EXPECT_EQ(errorOf([&] {
              harness.database.run(Statement{"test.wrong", "SELEKT"});
            }),
            "internal database_error");
  const std::string text = harness.metrics.text();
  EXPECT_THAT(
      text, HasSubstr("itops_database_statement_seconds_count{statement=\"test.backend_pid\"} 1"));
  EXPECT_THAT(text, HasSubstr("itops_database_errors_total{class=\"error\"} 1"));
  EXPECT_THAT(text, HasSubstr("itops_database_connects_total 1"));
}

TEST(StatementTest, DoesNotPrintNotices) {
  DatabaseHarness harness;
  testing::internal::CaptureStderr();
  harness.database.runScript(
      "CREATE SCHEMA IF NOT EXISTS public; DO $$BEGIN RAISE WARNING 'x'; END$$");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace itops::test

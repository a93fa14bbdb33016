#include "database/migrator.hpp"

#include <gmock/gmock.h>

#include <future>

#include "database/database_harness.hpp"
#include "support/temporary_folder.hpp"

namespace itops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using State = MigrationStatus::State;

class MigratorTest : public testing::Test {
 protected:
  void add(const std::string& name, const std::string& sql) { writeFile(folder_ / name, sql); }
  int run(const std::string& owner = "shop") { return run(harness_.database, owner); }
  int run(PostgresDatabase& database, const std::string& owner = "shop") {
    int count = 0;
    database.withOwnSession([&](Session& session) {
      count = Migrator(session, harness_.logger).run(owner, folder_.path());
    });
    return count;
  }
  std::vector<MigrationStatus> status() {
    std::vector<MigrationStatus> lines;
    harness_.database.withOwnSession([&](Session& session) {
      lines = Migrator(session, harness_.logger).status("shop", folder_.path());
    });
    return lines;
  }
  std::string failure() {
    try {
      run();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), "migration_failed");
      return error.what();
    }
    return "nothing was thrown";
  }
  bool exists(const std::string& table) {
    constexpr Statement kExists{"test.exists", "SELECT to_regclass($1) IS NOT NULL AS there"};
    return harness_.database.run(kExists, table)[0].boolean("there");
  }

  TemporaryFolder folder_;
  DatabaseHarness harness_;
};

TEST_F(MigratorTest, AppliesWhatIsMissingOnce) {
  add("0001_item.sql", "CREATE TABLE shop.item (id int);");
  EXPECT_EQ(run(), 1);
  EXPECT_EQ(run(), 0);
  add("0002_price.sql", "ALTER TABLE shop.item ADD COLUMN price int; -- ü\n");
  EXPECT_EQ(run(), 1);
  EXPECT_TRUE(exists("shop.item"));
}

TEST_F(MigratorTest, PutsUnqualifiedNamesIntoTheOwnersSchema) {
  add("0001_item.sql", "CREATE TABLE item (id int)");
  run();
  EXPECT_TRUE(exists("shop.item"));
}

TEST_F(MigratorTest, KeepsOwnersApart) {
  add("0001_item.sql", "CREATE TABLE item (id int)");
  EXPECT_EQ(run("shop"), 1);
  EXPECT_EQ(run("other"), 1);
}

TEST_F(MigratorTest, KeepsASettingOfOneOwnersFileFromTheNextOwner) {
  add("0001_item.sql", "SET default_transaction_read_only = on");
  harness_.database.withOwnSession([&](Session& session) {
    Migrator migrator(session, harness_.logger);
    migrator.run("shop", folder_.path());
    add("0001_item.sql", "CREATE TABLE item (id int)");
    EXPECT_EQ(migrator.run("other", folder_.path()), 1);
  });
}

TEST_F(MigratorTest, NamesFileAndLineOfAFailureAndUndoesTheFile) {
  add("0001_item.sql", "CREATE TABLE item (id int);\n-- ünïcödé\nSELECT wrong FROM item;\n");
  EXPECT_THAT(failure(), AllOf(HasSubstr("0001_item.sql:3 failed and was undone"),
                               HasSubstr("column \"wrong\" does not exist")));
  EXPECT_FALSE(exists("shop.item"));
  EXPECT_EQ(status()[0].state, State::kPending);
}

TEST_F(MigratorTest, KeepsEarlierFilesWhenALaterOneFails) {
  add("0001_item.sql", "CREATE TABLE item (id int)");
  add("0002_bad.sql", "INSERT INTO item VALUES (1); SELECT 1 / 0");
  EXPECT_THAT(failure(), HasSubstr("0002_bad.sql failed and was undone: division by zero"));
  EXPECT_EQ(status()[0].state, State::kApplied);
  EXPECT_EQ(status()[1].state, State::kPending);
}

TEST_F(MigratorTest, RefusesAFileThatWasEditedAfterwards) {
  add("0001_item.sql", "CREATE TABLE item (id int)");
  run();
  add("0001_item.sql", "CREATE TABLE item (id bigint)");
  EXPECT_THAT(failure(),
              AllOf(HasSubstr("0001_item.sql was changed after"), HasSubstr("Restore the file")));
  EXPECT_EQ(status()[0].state, State::kEdited);
}

TEST_F(MigratorTest, RefusesAFileThatEndsTheTransaction) {
  add("0001_item.sql", "CREATE TABLE item (id int); COMMIT");
  EXPECT_THAT(failure(), HasSubstr("ends its transaction itself"));
}

TEST_F(MigratorTest, RefusesOwnersThatAreNoSchemaNames) {
  EXPECT_THAT([&] { run("Robert'); --"); },
              testing::ThrowsMessage<Error>(HasSubstr("can't own migrations")));
}

TEST_F(MigratorTest, OnlyWarnsOfRowsNewerThanItsFiles) {
  add("0001_item.sql", "CREATE TABLE item (id int)");
  add("0002_more.sql", "SELECT 1");
  run();
  std::filesystem::remove(folder_ / "0002_more.sql");
  EXPECT_EQ(run(), 0);
  EXPECT_TRUE(harness_.logger.contains(LogLevel::kWarning, "newer migrations"));
  EXPECT_EQ(status()[1].state, State::kUnknown);
  EXPECT_EQ(status()[1].name, "more");
}

TEST_F(MigratorTest, StatesTheStatusWithoutChangingAnything) {
  add("0001_item.sql", "CREATE TABLE item (id int)");
  ASSERT_EQ(status().size(), 1u);
  EXPECT_EQ(status()[0].state, State::kPending);
  EXPECT_FALSE(exists("kernel.migration"));
  run();
  EXPECT_TRUE(status()[0].applied_at.has_value());
}

TEST_F(MigratorTest, LetsReplicasThatStartTogetherTakeTurns) {
  for (int i = 1; i <= 5; ++i) {
    add("000" + std::to_string(i) + "_step.sql",
        "CREATE TABLE step_" + std::to_string(i) + " (id int); SELECT pg_sleep(0.01)");
  }
  std::vector<std::future<int>> replicas;
  for (int i = 0; i < 4; ++i) {
    replicas.push_back(std::async(std::launch::async, [this] {
      MetricsRegistry metrics;
      PostgresDatabase database(harness_.options, harness_.logger, metrics);
      return run(database);
    }));
  }
  int applied = 0;
  for (auto& replica : replicas) applied += replica.get();
  EXPECT_EQ(applied, 5);
}

TEST_F(MigratorTest, WaitsForItsTurnLongerThanTheStatementTimeout) {
  add("0001_slow.sql", "SELECT pg_sleep(0.2)");
  DatabaseOptions options = harness_.options;
  options.statement_timeout = std::chrono::milliseconds(20);
  options.lock_timeout = std::chrono::milliseconds(20);
  MetricsRegistry metrics;
  PostgresDatabase database(options, harness_.logger, metrics);
  auto other = std::async(std::launch::async, [&] { return run(database); });
  EXPECT_EQ(run() + other.get(), 1);
}

}  // namespace
}  // namespace itops::test

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "itops/error.hpp"
#include "itops/testing/postgres.hpp"

namespace itops::test {
namespace {

namespace fs = std::filesystem;

constexpr Statement kAdd{"test.add", "INSERT INTO thing (name) VALUES ($1)"};
constexpr Statement kCount{"test.count", "SELECT count(*) AS count FROM thing"};
constexpr Statement kRefused{"test.refused", "SELECT 1 / 0"};

std::string codeOf(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return "none";
}

class TestDatabaseTest : public testing::Test {
 protected:
  TestDatabaseTest() { database.script("CREATE TABLE thing (name text NOT NULL)"); }
  std::int64_t count() { return database.run(kCount)[0].integer("count"); }

  TestDatabase database = TestDatabase::empty();
};

TEST_F(TestDatabaseTest, CommitsWhatReturns) {
  database.transact([](Transaction& transaction) {
    EXPECT_EQ(transaction.run(kAdd, "one").affectedCount(), 1);
    transaction.runLater(kAdd, "two");
  });
  EXPECT_EQ(count(), 2);
}

TEST_F(TestDatabaseTest, RollsBackWhatThrows) {
  EXPECT_THROW(database.transact([](Transaction& transaction) {
    transaction.run(kAdd, "one");
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
}

TEST_F(TestDatabaseTest, UndoesASavepointAlone) {
  database.transact([](Transaction& transaction) {
    transaction.run(kAdd, "one");
    EXPECT_EQ(codeOf([&] {
                transaction.savepoint([&] {
                  transaction.run(kAdd, "two");
                  transaction.run(kAdd, std::nullopt);
                });
              }),
              "database_error");
    transaction.savepoint([&] { transaction.run(kAdd, "three"); });
  });
  EXPECT_EQ(count(), 2);
}

TEST_F(TestDatabaseTest, TellsASwallowedErrorAtTheCommit) {
  EXPECT_EQ(codeOf([&] {
              database.transact([](Transaction& transaction) {
                transaction.run(kAdd, "one");
                EXPECT_THROW(transaction.run(kRefused), Error);
              });
            }),
            "database_error");
  EXPECT_EQ(count(), 0);
}

TEST_F(TestDatabaseTest, GoesOnAfterAnError) {
  EXPECT_EQ(codeOf([&] { database.run(kRefused); }), "database_error");
  EXPECT_EQ(count(), 0);
}

TEST(TestDatabaseOfAPlugin, HasTheKernelsTablesAndItsOwn) {
  const fs::path folder = fs::temp_directory_path() / ("itops-sdk-" + std::to_string(getpid()));
  fs::create_directory(folder);
  std::ofstream(folder / "0001_thing.sql")
      << "CREATE TABLE thing (service_id integer REFERENCES kernel.service);";
  auto database = TestDatabase::migrated({{"sample", folder}});
  const ServiceRef service = database.addService("a/b/c/d/e");
  const ServiceRef sibling = database.addService("a/b/c/d/f");
  EXPECT_NE(service.id, sibling.id);
  database.run(Statement{"sample.add", "INSERT INTO sample.thing VALUES ($1)"}, service.id);
  EXPECT_THROW(database.addService("a/b/c/d/e"), Error);

  std::ofstream(folder / "0002_wrong.sql") << "CREATE TABEL other (id integer);";
  try {
    TestDatabase::migrated({{"sample", folder}});
    ADD_FAILURE() << "a wrong migration was applied";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("0002_wrong.sql failed"), std::string::npos);
  }
  fs::remove_all(folder);
}

TEST(TestDatabaseOfAPlugin, IsEachItsOwn) {
  auto first = TestDatabase::migrated({});
  auto second = TestDatabase::migrated({});
  first.addService("a/b/c/d/e");
  EXPECT_EQ(second.run(Statement{"test.services", "SELECT id FROM kernel.service"}).size(), 0);
}

}  // namespace
}  // namespace itops::test

#include <gtest/gtest.h>

#include <stdexcept>

#include "database/database_harness.hpp"

namespace itops::test {
namespace {

constexpr Statement kInsertThing{"test.insert", "INSERT INTO thing (id) VALUES ($1)"};
constexpr Statement kBad{"test.bad", "SELECT 1 / $1::int"};
constexpr Statement kList{"test.list",
                          "SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') "
                          "AS ids FROM thing"};

class TransactionTest : public testing::Test {
 protected:
  void SetUp() override { harness_.database.runScript("CREATE TABLE thing (id int PRIMARY KEY)"); }
  std::string ids() { return std::string(harness_.database.run(kList)[0].text("ids")); }
  PostgresDatabase& database() { return harness_.database; }

  DatabaseHarness harness_;
};

TEST_F(TransactionTest, CommitsWhenTheBodyReturns) {
  database().transact([](Transaction& transaction) {
    transaction.run(kInsertThing, 1);
    transaction.run(kInsertThing, 2);
  });
  EXPECT_EQ(ids(), "1,2");
}

TEST_F(TransactionTest, RollsBackWhenTheBodyThrowsAndPassesTheExceptionOn) {
  EXPECT_THROW(database().transact([](Transaction& transaction) {
    transaction.run(kInsertThing, 1);
    throw std::out_of_range("mine");
  }),
               std::out_of_range);
  EXPECT_EQ(ids(), "");
}

TEST_F(TransactionTest, ReportsASqlErrorAsInternalWithoutValues) {
  const auto twice = [&] {
    database().transact([](Transaction& transaction) {
      transaction.run(kInsertThing, 1234567);
      transaction.run(kInsertThing, 1234567);
    });
  };
  EXPECT_EQ(errorOf(twice), "internal database_error");
  const std::string detail = detailOf(twice);
  EXPECT_EQ(detail,
            "statement=test.insert sqlstate=23505 message=duplicate key value violates unique "
            "constraint \"thing_pkey\" constraint=thing_pkey");
}

TEST_F(TransactionTest, NeverCallsARollbackASuccess) {
  EXPECT_EQ(errorOf([&] {
              database().transact([](Transaction& transaction) {
                transaction.run(kInsertThing, 1);
                EXPECT_THROW(transaction.run(kBad, 0), Error);
              });
            }),
            "internal database_error");
  EXPECT_EQ(ids(), "");
}

TEST_F(TransactionTest, UndoesASavepointAloneWhenItsBodyThrows) {
  database().transact([](Transaction& transaction) {
    transaction.run(kInsertThing, 1);
    EXPECT_THROW(transaction.savepoint([&] {
      transaction.run(kInsertThing, 2);
      transaction.run(kBad, 0);
    }),
                 Error);
    transaction.run(kInsertThing, 3);
  });
  EXPECT_EQ(ids(), "1,3");
}

TEST_F(TransactionTest, NestsSavepoints) {
  database().transact([](Transaction& transaction) {
    transaction.savepoint([&] {
      transaction.run(kInsertThing, 1);
      EXPECT_THROW(transaction.savepoint([&] {
        transaction.run(kInsertThing, 2);
        throw std::runtime_error("inner");
      }),
                   std::runtime_error);
      transaction.savepoint([&] { transaction.run(kInsertThing, 3); });
    });
  });
  EXPECT_EQ(ids(), "1,3");
}

TEST_F(TransactionTest, FailsASavepointWhoseBodySwallowsAnError) {
  database().transact([](Transaction& transaction) {
    transaction.run(kInsertThing, 1);
    EXPECT_THROW(transaction.savepoint([&] { EXPECT_THROW(transaction.run(kBad, 0), Error); }),
                 Error);
  });
  EXPECT_EQ(ids(), "1");
}

TEST_F(TransactionTest, LeavesAUsableSessionBehindAfterAnError) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(errorOf([&] {
                database().transact([](Transaction& transaction) { transaction.run(kBad, 0); });
              }),
              "internal database_error");
  }
  const Rows rows = database().run(kBackendPid);
  EXPECT_EQ(rows.size(), 1);
}

TEST_F(TransactionTest, ReportsADeadlockAsContention) {
  database().runScript("INSERT INTO thing VALUES (1), (2)");
  constexpr Statement kLock{"test.lock", "SELECT id FROM thing WHERE id = $1 FOR UPDATE"};
  std::atomic<int> holding = 0;
  const auto lock_both = [&](int first, int second) {
    return errorOf([&] {
      database().transact([&](Transaction& transaction) {
        transaction.run(kLock, first);
        ++holding;
        becomesTrue([&] { return holding == 2; });
        transaction.run(kLock, second);
      });
    });
  };
  std::string other;
  std::thread thread([&] { other = lock_both(2, 1); });
  const std::string mine = lock_both(1, 2);
  thread.join();
  const std::string contention = "unavailable database_contention";
  EXPECT_TRUE((mine == contention) != (other == contention)) << mine << " / " << other;
}

}  // namespace
}  // namespace itops::test

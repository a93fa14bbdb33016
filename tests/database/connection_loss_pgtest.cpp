#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>

#include "database/database_harness.hpp"

namespace itops::test {
namespace {

constexpr Statement kInsert{"test.insert", "INSERT INTO thing (id) VALUES ($1)"};
constexpr Statement kCount{"test.count", "SELECT count(*) AS count FROM thing"};

class ConnectionLoss : public testing::Test {
 protected:
  void SetUp() override {
    database().runScript("CREATE TABLE thing (id int PRIMARY KEY)");
    database().run(kCount);
  }
  PostgresDatabase& database() { return harness_.database; }
  std::int64_t count() { return database().run(kCount)[0].integer("count"); }
  std::int64_t pooledPid() { return database().run(kBackendPid)[0].integer("pid"); }
  void terminate(std::int64_t pid) {
    database().withOwnSession([pid](Session& session) { session.run(kTerminate, pid); });
  }

  DatabaseHarness harness_{{}, OwnPostgres::freshDatabase()};
};

TEST_F(ConnectionLoss, OfAnIdleSessionIsNotNoticedByAQuery) {
  terminate(pooledPid());
  EXPECT_EQ(count(), 0);
}

TEST_F(ConnectionLoss, OfAnIdleSessionIsNotNoticedByATransaction) {
  terminate(pooledPid());
  database().transact([](Transaction& transaction) { transaction.run(kInsert, 1); });
  EXPECT_EQ(count(), 1);
}

TEST_F(ConnectionLoss, OfAnIdleSessionThatCannotBeReplacedIsUnavailable) {
  const auto pid = pooledPid();
  database().withOwnSession([&](Session& session) {
    session.runScript("test.lock_out", "ALTER ROLE CURRENT_USER NOLOGIN");
    EXPECT_EQ(errorOf([&] {
                database().transact([&](Transaction& transaction) {
                  session.run(kTerminate, pid);
                  EXPECT_THROW(transaction.run(kInsert, 1), Error);
                  transaction.run(kInsert, 1);
                });
              }),
              "unavailable database_unavailable");
    session.runScript("test.let_in", "ALTER ROLE CURRENT_USER LOGIN");
  });
  EXPECT_EQ(count(), 0);
}

TEST_F(ConnectionLoss, UnderAQueryRepeatsItOnce) {
  std::thread killer;
  {
    const auto pid = pooledPid();
    killer = std::thread([this, pid] {
      EXPECT_TRUE(becomesTrue([&] {
        bool sleeping = false;
        database().withOwnSession([&](Session& session) {
          constexpr Statement kActive{"test.active",
                                      "SELECT state = 'active' AS active FROM pg_stat_activity "
                                      "WHERE pid = $1"};
          sleeping = session.run(kActive, pid)[0].boolean("active");
        });
        return sleeping;
      }));
      terminate(pid);
    });
  }
  EXPECT_EQ(errorOf([&] { database().run(kSleep, 0.5); }), "nothing was thrown");
  killer.join();
}

TEST_F(ConnectionLoss, InsideATransactionIsUnavailableAndLaterOnesSucceed) {
  EXPECT_EQ(errorOf([&] {
              database().transact([&](Transaction& transaction) {
                transaction.run(kInsert, 1);
                terminate(transaction.run(kBackendPid)[0].integer("pid"));
                transaction.run(kInsert, 2);
              });
            }),
            "unavailable database_unavailable");
  EXPECT_EQ(count(), 0);
}

TEST_F(ConnectionLoss, BeforeTheCommitIsUnavailable) {
  EXPECT_EQ(errorOf([&] {
              database().transact([&](Transaction& transaction) {
                terminate(transaction.run(kBackendPid)[0].integer("pid"));
              });
            }),
            "unavailable database_unavailable");
}

TEST_F(ConnectionLoss, WhoseErrorIsSwallowedStillFailsTheTransaction) {
  EXPECT_EQ(errorOf([&] {
              database().transact([&](Transaction& transaction) {
                transaction.run(kInsert, 1);
                terminate(transaction.run(kBackendPid)[0].integer("pid"));
                EXPECT_THROW(transaction.savepoint([&] { transaction.run(kInsert, 2); }), Error);
              });
            }),
            "unavailable database_unavailable");
  EXPECT_EQ(count(), 0);
}

TEST_F(ConnectionLoss, ByIdlingInATransactionIsUnavailable) {
  DatabaseHarness impatient([](DatabaseOptions& options) {
    options.idle_in_transaction_timeout = std::chrono::milliseconds(10);
  });
  EXPECT_EQ(errorOf([&] {
              impatient.database.transact([&](Transaction& transaction) {
                const auto pid = transaction.run(kBackendPid)[0].integer("pid");
                EXPECT_TRUE(becomesTrue([&] { return kill(static_cast<pid_t>(pid), 0) != 0; }));
                transaction.run(kBackendPid);
              });
            }),
            "unavailable database_unavailable");
}

/// Writes until told to stop; counts what was acknowledged.
class Writer {
 public:
  explicit Writer(PostgresDatabase& database) : thread_([this, &database] { write(database); }) {}
  ~Writer() { stop(); }

  int stop() {
    stopping_ = true;
    if (thread_.joinable()) thread_.join();
    return acknowledged_;
  }
  int acknowledged() const { return acknowledged_; }
  int refused() const { return refused_; }
  int wrong() const { return wrong_; }

 private:
  void write(PostgresDatabase& database) {
    for (int id = 0; !stopping_; ++id) {
      const std::string error = errorOf([&] {
        database.transact([id](Transaction& transaction) { transaction.run(kInsert, id); });
      });
      if (error == "nothing was thrown") ++acknowledged_;
      if (error == "unavailable database_unavailable") ++refused_;
      if (error.starts_with("internal")) ++wrong_;
    }
  }

  std::atomic<bool> stopping_ = false;
  std::atomic<int> acknowledged_ = 0;
  std::atomic<int> refused_ = 0;
  std::atomic<int> wrong_ = 0;
  std::thread thread_;
};

/// Does something violent to the server under a writer and expects writes to go on afterwards.
void expectSurvival(DatabaseHarness& harness, const std::function<void()>& violence) {
  Writer writer(harness.database);
  EXPECT_TRUE(becomesTrue([&] { return writer.acknowledged() > 20; }));
  violence();
  EXPECT_TRUE(becomesTrue([&] { return writer.refused() > 0; }));
  const int before = writer.acknowledged();
  EXPECT_TRUE(becomesTrue([&] { return writer.acknowledged() > before + 20; }));
  const int acknowledged = writer.stop();
  EXPECT_EQ(writer.wrong(), 0);
  const auto stored = harness.database.run(kCount)[0].integer("count");
  // A lost COMMIT may have happened: never fewer rows than acknowledged.
  EXPECT_GE(stored, acknowledged);
  EXPECT_LE(stored, acknowledged + writer.refused());
}

TEST_F(ConnectionLoss, ByKillingABackendLosesNothingAcknowledged) {
  expectSurvival(harness_, [&] { kill(static_cast<pid_t>(pooledPid()), SIGKILL); });
}

TEST_F(ConnectionLoss, ByKillingTheServerLosesNothingAcknowledged) {
  expectSurvival(harness_, [] {
    const int pid = OwnPostgres::serverPid();
    kill(pid, SIGKILL);
    EXPECT_TRUE(becomesTrue([pid] { return OwnPostgres::serverPid() != pid; }));
  });
}

TEST_F(ConnectionLoss, ByRestartingTheServerLosesNothingAcknowledged) {
  expectSurvival(harness_, [] {
    const int pid = OwnPostgres::serverPid();
    kill(pid, SIGINT);
    EXPECT_TRUE(becomesTrue([pid] { return OwnPostgres::serverPid() != pid; }));
  });
}

}  // namespace
}  // namespace itops::test

#include "database/notification_listener.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <vector>

#include "database/database_harness.hpp"

namespace itops::test {
namespace {

constexpr Statement kNotify{"test.notify", "SELECT pg_notify($1, $2)"};
constexpr Statement kTerminateListeners{"test.terminate_listeners", R"(
SELECT count(pg_terminate_backend(pid)) AS ended FROM pg_stat_activity
WHERE datname = current_database() AND query = 'LISTEN itops_test' AND pid <> pg_backend_pid())"};

/// Payloads in the order of their arrival; an empty one stands for a (re)connection.
class Heard {
 public:
  void add(std::string_view payload) {
    const std::lock_guard lock(mutex_);
    payloads_.emplace_back(payload);
  }

  std::vector<std::string> all() const {
    const std::lock_guard lock(mutex_);
    return payloads_;
  }

  bool becomes(const std::vector<std::string>& expected) const {
    return becomesTrue([&] { return all() == expected; });
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> payloads_;
};

class NotificationListenerTest : public ::testing::Test {
 protected:
  NotificationListenerTest() {
    listener_.on("itops_test", [this](std::string_view payload) { heard_.add(payload); });
    listener_.start();
  }

  DatabaseHarness harness_;
  Heard heard_;
  NotificationListener listener_{harness_.database, harness_.logger};
};

TEST_F(NotificationListenerTest, HearsWhatAnotherSessionCommitsInOrder) {
  ASSERT_TRUE(heard_.becomes({""}));
  harness_.database.run(kNotify, "itops_test", "one");
  harness_.database.run(kNotify, "itops_other", "not for us");
  harness_.database.run(kNotify, "itops_test", "two");
  EXPECT_TRUE(heard_.becomes({"", "one", "two"}));
}

TEST_F(NotificationListenerTest, ConnectsAgainAndSaysThatSomethingMayHaveBeenMissed) {
  ASSERT_TRUE(heard_.becomes({""}));
  harness_.database.run(kTerminateListeners);
  ASSERT_TRUE(heard_.becomes({"", ""}));
  harness_.database.run(kNotify, "itops_test", "after");
  EXPECT_TRUE(heard_.becomes({"", "", "after"}));
}

TEST_F(NotificationListenerTest, StopsWhileItWaits) {
  ASSERT_TRUE(heard_.becomes({""}));
  listener_.stop();
  harness_.database.run(kNotify, "itops_test", "too late");
  EXPECT_EQ(heard_.all(), std::vector<std::string>{""});
}

}  // namespace
}  // namespace itops::test

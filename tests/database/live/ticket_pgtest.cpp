#include "live/ticket_repository.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "database/live/live_harness.hpp"

namespace itops::live::test {
namespace {

using testing::ElementsAre;

constexpr Statement kAll{"test.tickets", "SELECT live_ticket::text AS row FROM kernel.live_ticket"};

class TicketTest : public LiveTest {
 protected:
  std::string issue(const std::string& principal = "operator-key") {
    return tickets_.issue({principal, {"catalog.read", "sla.read"}}, clock_.now(),
                          clock_.now() + std::chrono::seconds(30));
  }

  TicketRepository tickets_{database_};
};

TEST_F(TicketTest, GivesTheCallerWithItsRightsOnce) {
  const auto ticket = issue();
  const auto holder = tickets_.redeem(ticket, clock_.now());
  ASSERT_TRUE(holder);
  const Principal* principal = &holder->principal;
  EXPECT_EQ(principal->name, "operator-key");
  EXPECT_THAT(principal->permissions, ElementsAre("catalog.read", "sla.read"));
  EXPECT_EQ(principal->kind, PrincipalKind::kKey);
  EXPECT_FALSE(tickets_.redeem(ticket, clock_.now()));
}

TEST_F(TicketTest, IsLongRandomAndStoredAsAHashOnly) {
  const auto ticket = issue();
  EXPECT_EQ(ticket.size(), 64U);
  EXPECT_NE(ticket, issue());
  for (const auto row : database_.run(kAll)) {
    EXPECT_EQ(std::string(row.text("row")).find(ticket), std::string::npos);
  }
}

TEST_F(TicketTest, IsNothingThatSomebodyMadeUp) {
  issue();
  for (const char* text :
       {"", "x", "0000000000000000000000000000000000000000000000000000000000000000"}) {
    EXPECT_FALSE(tickets_.redeem(text, clock_.now()));
  }
}

TEST_F(TicketTest, ExpiresAndIsDeletedThen) {
  const auto used_late = issue();
  issue();
  clock_.advance(std::chrono::seconds(30));
  EXPECT_FALSE(tickets_.redeem(used_late, clock_.now()));
  issue();
  EXPECT_EQ(database_.run(kAll).size(), 1);
}

TEST_F(TicketTest, EndsWithItsCallersCredentials) {
  const auto ended = issue("left");
  const auto stays = issue("stays");
  tickets_.revokeOf("left");
  EXPECT_FALSE(tickets_.redeem(ended, clock_.now()));
  EXPECT_TRUE(tickets_.redeem(stays, clock_.now()));
}

TEST_F(TicketTest, IsRedeemedOnceByManyAtATime) {
  const auto ticket = issue();
  std::atomic<int> redeemed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { redeemed += tickets_.redeem(ticket, clock_.now()) ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(redeemed, 1);
}

}  // namespace
}  // namespace itops::live::test

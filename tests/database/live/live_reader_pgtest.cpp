// Committed events on their way to many clients: none lost, none doubled, each read once.

#include "live/live_reader.hpp"

#include <gmock/gmock.h>

#include <future>

#include "database/live/live_harness.hpp"

namespace itops::live::test {
namespace {

using itops::test::becomesTrue;
using testing::IsEmpty;

using LiveReaderTest = LiveTest;

TEST_F(LiveReaderTest, ReadsAnEventOnceForAllClients) {
  reader_.start();
  std::vector<TestClient> clients;
  for (int i = 0; i < 20; ++i) clients.push_back(connect());
  publish(1, 3);
  reader_.wake();
  for (auto& client : clients) EXPECT_TRUE(client.receives({1, 2, 3}));
  EXPECT_EQ(metrics_.read.Value(), 3);
  EXPECT_EQ(metrics_.replayed.Value(), 0);
  EXPECT_EQ(metrics_.sent.Value(), 60);
}

TEST_F(LiveReaderTest, FindsEventsWithoutANotification) {
  reader_.start();
  auto client = connect();
  publish(1);
  EXPECT_TRUE(client.receives({1}));
}

// Without clients not even a missing table is noticed.
TEST_F(LiveReaderTest, ReadsNothingWhileNobodyIsConnected) {
  database_.runScript("ALTER TABLE kernel.event RENAME TO event_away");
  reader_.start();
  for (int i = 0; i < 10; ++i) {
    reader_.wake();
    database_.run(itops::test::kBackendPid);
  }
  database_.runScript("ALTER TABLE kernel.event_away RENAME TO event");
  auto client = connect();
  publish(1);
  EXPECT_TRUE(client.receives({1}));
  EXPECT_FALSE(logger_.contains(LogLevel::kWarning, "can't be read"));
}

TEST_F(LiveReaderTest, NeverSkipsATransactionThatCommitsLate) {
  reader_.start();
  auto client = connect();
  std::promise<void> began, may_end;
  auto late = std::async(std::launch::async, [&] {
    database_.transact([&](Transaction& transaction) {
      publishIn(transaction, 1);
      began.set_value();
      may_end.get_future().wait();
    });
  });
  began.get_future().wait();
  publish(2);
  reader_.wake();
  const auto reads = becomesTrue([&] { return client->caught_up || !client.text().empty(); });
  EXPECT_TRUE(reads);
  EXPECT_THAT(client.numbers(), IsEmpty()) << "what committed first must wait for the older one";
  may_end.set_value();
  late.get();
  EXPECT_TRUE(client.receives({1, 2}));
}

TEST_F(LiveReaderTest, ShowsACallerOnlyWhatItsRightsAllow) {
  reader_.start();
  auto client = connect();
  publish(1, 1, "closed.thing/1");
  publish(2, 1, "undeclared.thing/1");
  publish(3);
  EXPECT_TRUE(client.receives({3}));
}

TEST_F(LiveReaderTest, ShowsAClientOnlyWhatItWants) {
  reader_.start();
  LiveFilter filter;
  filter.types = {"open.thing"};
  filter.path = "acme/shop";
  auto client = connect(filter);
  publish(1, 1, "open.other/1");
  publish(2, 1, "open.thing/1", "acme/shopping");
  publish(3, 1, "open.thing/1", "acme/shop/prod");
  EXPECT_TRUE(client.receives({3}));
}

TEST_F(LiveReaderTest, ResumesFromMemoryWithoutReadingAgain) {
  reader_.start();
  auto first = connect();
  publish(1, 5);
  EXPECT_TRUE(first.receives(numbersBetween(1, 5)));
  const auto cursor = LiveCursor::decode(first.lastId());
  ASSERT_TRUE(cursor);
  publish(6, 5);
  EXPECT_TRUE(first.receives(numbersBetween(1, 10)));
  auto second = resume(cursor->position);
  EXPECT_TRUE(second.receives(numbersBetween(6, 10)));
  publish(11);
  EXPECT_TRUE(second.receives(numbersBetween(6, 11)));
  EXPECT_EQ(metrics_.read.Value(), 11);
  EXPECT_EQ(metrics_.replayed.Value(), 0);
}

TEST_F(LiveReaderTest, ResumesFromTheTableWithoutGapOrDouble) {
  publish(1, 100);
  const auto position = newest();
  for (int i = 0; i < 30; ++i) publish(101 + i * 100, 100);
  reader_.start();
  auto client = resume(position, 10'000'000);
  publish(3101, 50);
  EXPECT_TRUE(client.receives(numbersBetween(101, 3150)));
  EXPECT_GT(metrics_.replayed.Value(), 2000);
}

TEST_F(LiveReaderTest, ResumesAtThePaceOfItsClient) {
  publish(1, 2000);
  reader_.start();
  constexpr std::size_t kBuffer = 16 * 1024;
  auto client = resume({}, kBuffer);
  EXPECT_TRUE(becomesTrue([&] { return client->stream->room() < 1000; }));
  EXPECT_FALSE(client->stream->closed()) << "a client that resumes is not cut off for it";
  EXPECT_TRUE(client.receives(numbersBetween(1, 2000)));
}

TEST_F(LiveReaderTest, CutsOffAClientThatTakesNothingAndNoOther) {
  reader_.start();
  constexpr std::size_t kBuffer = 16 * 1024;
  auto slow = connect({}, kBuffer);
  auto quick = connect();
  publish(1);
  EXPECT_TRUE(slow.receives({1}));
  EXPECT_TRUE(quick.receives({1}));
  for (int i = 0; i < 20; ++i) publish(2 + i * 10, 10);
  EXPECT_TRUE(becomesTrue([&] { return slow->stream->closed(); }));
  EXPECT_TRUE(quick.receives(numbersBetween(1, 201)));
}

TEST_F(LiveReaderTest, MovesTheCursorOfAClientThatSeesNothing) {
  options_.heartbeat = std::chrono::milliseconds(1);
  reader_.start();
  LiveFilter filter;
  filter.types = {"nothing."};
  auto client = connect(filter);
  publish(1, 5);
  const auto position = newest();
  const auto expected = "id: " + LiveCursor{position, clock_.now()}.encode();
  EXPECT_TRUE(client.receivesText(expected));
  EXPECT_NE(client.text().find(": heartbeat\n"), std::string::npos);
  EXPECT_THAT(client.numbers(), IsEmpty());
}

TEST_F(LiveReaderTest, GoesOnAfterTheDatabaseWasAway) {
  reader_.start();
  auto client = connect();
  publish(1);
  EXPECT_TRUE(client.receives({1}));
  database_.runScript("ALTER TABLE kernel.event RENAME TO event_away");
  EXPECT_TRUE(becomesTrue([&] { return logger_.contains(LogLevel::kWarning, "can't be read"); }));
  database_.runScript("ALTER TABLE kernel.event_away RENAME TO event");
  publish(2);
  EXPECT_TRUE(client.receives({1, 2}));
}

TEST_F(LiveReaderTest, WritesToNobodyAfterItsEnd) {
  reader_.start();
  auto client = connect();
  publish(1);
  EXPECT_TRUE(client.receives({1}));
  reader_.stop();
  publish(2);
  reader_.wake();
  EXPECT_EQ(client.numbers(), std::vector<int>{1});
}

}  // namespace
}  // namespace itops::live::test

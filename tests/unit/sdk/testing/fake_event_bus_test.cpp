#include "itops/testing/event_bus.hpp"

#include <gtest/gtest.h>

#include "itops/events/service_status_changed.hpp"
#include "itops/testing/clock.hpp"
#include "itops/testing/transaction.hpp"
#include "sample_info.hpp"

namespace itops::test {
namespace {

/// One member of each type.
struct Everything {
  static constexpr std::string_view kType = "sample.everything/1";
  static constexpr std::string_view kSummary = "Everything happened.";
  static constexpr std::string_view kPermission = "sample.read";

  std::string text;
  int count = 0;
  double share = 0;
  bool on = false;
  Timestamp occurred_at{};
  Uuid id;
  Status status = Status::kUnknown;
  std::vector<std::string> tags;
  std::optional<std::int64_t> maybe;

  std::string orderingKey() const { return text; }
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("text", self.text, "A text.");
    visit("count", self.count, "A number.");
    visit("share", self.share, "A share.");
    visit("on", self.on, "A switch.");
    visit("occurredAt", self.occurred_at, "A time.");
    visit("id", self.id, "An id.");
    visit("status", self.status, "A status.");
    visit("tags", self.tags, "Some texts.");
    visit("maybe", self.maybe, "A number or nothing.");
  }
};

class FakeEventBusTest : public testing::Test {
 protected:
  FakeEventBus fake_;
  EventBus& bus_ = fake_;
  NoTransaction transaction_;
};

TEST_F(FakeEventBusTest, KeepsEveryMember) {
  bus_.declare<Everything>();
  const Everything event{"t",           7,          0.5, true, FakeClock::kStart, Uuid::generate(),
                         Status::kDown, {"a", "b"}, 9};
  bus_.publish(transaction_, event);
  const auto published = fake_.published<Everything>();
  ASSERT_EQ(published.size(), 1u);
  EXPECT_EQ(published[0].text, "t");
  EXPECT_EQ(published[0].count, 7);
  EXPECT_EQ(published[0].share, 0.5);
  EXPECT_TRUE(published[0].on);
  EXPECT_EQ(published[0].occurred_at, event.occurred_at);
  EXPECT_EQ(published[0].id, event.id);
  EXPECT_EQ(published[0].status, Status::kDown);
  EXPECT_EQ(published[0].tags, event.tags);
  EXPECT_EQ(published[0].maybe, 9);
  EXPECT_EQ(fake_.log()[0].head.ordering_key, "t");
}

TEST_F(FakeEventBusTest, RefusesWhatWasNotDeclaredOrIsTwice) {
  EXPECT_EQ(codeOf([&] { bus_.publish(transaction_, Everything{}); }), "event_undeclared");
  bus_.declare<Everything>();
  EXPECT_EQ(codeOf([&] { bus_.declare<Everything>(); }), "event_duplicate");
  const auto ignore = [](Transaction&, const Everything&, const Delivery&) {};
  bus_.subscribe<Everything>("sample.ignore", ignore);
  EXPECT_EQ(codeOf([&] { bus_.subscribe<Everything>("sample.ignore", ignore); }),
            "consumer_duplicate");
}

TEST_F(FakeEventBusTest, GivesEventsOfOthersToTheConsumersOfTheirType) {
  std::vector<std::string> paths;
  std::vector<int> attempts;
  bus_.subscribe<ServiceStatusChanged>(
      "sample.note",
      [&](Transaction&, const ServiceStatusChanged& event, const Delivery& delivery) {
        paths.push_back(event.path);
        attempts.push_back(delivery.attempt);
      });
  ServiceStatusChanged event;
  event.path = "a/b/c/d/e";
  EXPECT_EQ(fake_.emit(transaction_, event), 1);
  EXPECT_EQ(fake_.emit(transaction_, event, 2), 1);
  EXPECT_EQ(fake_.emit(transaction_, Everything{}), 0);
  EXPECT_EQ(paths, (std::vector<std::string>{"a/b/c/d/e", "a/b/c/d/e"}));
  EXPECT_EQ(attempts, (std::vector<int>{1, 2}));
}

TEST_F(FakeEventBusTest, GivesConsumersOfBatchesSeveralAtOnceAndTheOthersOneByOne) {
  std::vector<std::string> together;
  int alone = 0;
  bus_.subscribeBatch<Everything>("sample.note_all", [&](Transaction&, const auto events) {
    std::string texts;
    for (const auto& [event, delivery] : events) texts += event.text;
    together.push_back(texts);
  });
  bus_.subscribe<Everything>("sample.note", [&](auto&, const auto&, const auto&) { ++alone; });
  Everything first, second;
  first.text = "a";
  second.text = "b";
  EXPECT_EQ(fake_.emitAll<Everything>(transaction_, {first, second}), 2);
  EXPECT_EQ(fake_.emit(transaction_, first), 2);
  EXPECT_EQ(fake_.emitAll<Everything>(transaction_, {}), 0);
  EXPECT_EQ(together, (std::vector<std::string>{"ab", "a"}));
  EXPECT_EQ(alone, 3);
}

TEST_F(FakeEventBusTest, DeliversOnceAndAlsoWhatConsumersPublish) {
  bus_.declare<Everything>();
  int rounds = 0;
  bus_.subscribe<Everything>("sample.repeat",
                             [&](Transaction& transaction, const Everything&, const Delivery&) {
                               if (++rounds < 3) bus_.publish(transaction, Everything{});
                             });
  bus_.publish(transaction_, Everything{});
  EXPECT_EQ(fake_.deliver(transaction_), 3);
  EXPECT_EQ(fake_.deliver(transaction_), 0);
}

TEST_F(FakeEventBusTest, LetsAConsumersErrorReachTheTest) {
  bus_.subscribe<Everything>("sample.fail", [](Transaction&, const Everything&, const Delivery&) {
    throw Error(ErrorKind::kInternal, "sample_failed", "It failed.");
  });
  EXPECT_EQ(codeOf([&] { fake_.emit(transaction_, Everything{}); }), "sample_failed");
}

TEST(EventMembers, AreDescribed) {
  const auto members = membersOf(eventTypeOf<Everything>());
  ASSERT_EQ(members.size(), 9u);
  EXPECT_EQ(members[0].name, "text");
  EXPECT_EQ(members[4].type, "time");
  EXPECT_EQ(members[8].type, "integer");
  EXPECT_TRUE(members[8].optional);
}

}  // namespace
}  // namespace itops::test

#include "plugin/plugin_event_bus.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "itops/error.hpp"
#include "itops/events/service_status_changed.hpp"

namespace itops::plugin {
namespace {

/// A stored event of which every member is missing or empty.
class EmptyReader final : public EventReader {
 public:
  bool has(std::string_view) const override { return false; }
  std::string_view text(std::string_view name) const override {
    if (name == "status") return "DOWN";
    if (name == "occurredAt") return "2026-03-01T12:00:00Z";
    return name == "serviceId" ? "01a1fa8b-e0cd-7be9-9c55-c818639790f0" : "";
  }
  std::int64_t integer(std::string_view) const override { return 0; }
  double number(std::string_view) const override { return 0; }
  bool boolean(std::string_view) const override { return false; }
  std::vector<std::string> texts(std::string_view) const override { return {}; }
};

class NoTransaction final : public Transaction {
 public:
  Rows execute(const Statement&, std::span<const Value>) override {
    throw std::logic_error("no statement is expected");
  }
  void savepoint(const std::function<void()>& body) override { body(); }
};

class PluginEventBusTest : public testing::Test {
 protected:
  using Consume = std::function<void(Transaction&, const EventReader&, const Delivery&)>;
  using ConsumeBatch = std::function<void(Transaction&, std::span<const StoredDelivery>)>;

  PluginEventBusTest() { manifest_.id = "ticketing"; }

  /// Subscribes with that body and returns what the kernel was given.
  Consume subscribe(const std::function<void()>& body) {
    PluginEventBus bus({manifest_, guard_}, {.declare = {},
                                             .publish = {},
                                             .subscribe =
                                                 [this](const std::string& owner, std::string name,
                                                        std::string type, Consume consume) {
                                                   told_ = owner + " " + name + " " + type;
                                                   consume_ = std::move(consume);
                                                 },
                                             .subscribe_batch = {}});
    static_cast<EventBus&>(bus).subscribe<ServiceStatusChanged>(
        "ticketing.open_ticket", [body](auto&, const auto&, const auto&) { body(); });
    return consume_;
  }
  /// The same for a consumer of batches.
  ConsumeBatch subscribeBatch(const std::function<void(std::size_t)>& body) {
    ConsumeBatch given;
    PluginEventBus bus({manifest_, guard_},
                       {.declare = {},
                        .publish = {},
                        .subscribe = {},
                        .subscribe_batch = [&](const std::string& owner, std::string name,
                                               std::string type, ConsumeBatch consume) {
                          told_ = owner + " " + name + " " + type;
                          given = std::move(consume);
                        }});
    static_cast<EventBus&>(bus).subscribeBatch<ServiceStatusChanged>(
        "ticketing.open_tickets", [body](auto&, const auto events) { body(events.size()); });
    return given;
  }
  void call(const Consume& consume) {
    NoTransaction transaction;
    consume(transaction, EmptyReader(), {});
  }

  MetricsRegistry metrics_;
  PluginManifest manifest_;
  std::shared_ptr<CallGuard> guard_ = std::make_shared<CallGuard>("ticketing", metrics_);
  std::string told_;
  Consume consume_;
};

TEST_F(PluginEventBusTest, HandsAConsumerOnUnderThePluginsId) {
  int calls = 0;
  call(subscribe([&] { ++calls; }));
  EXPECT_EQ(told_, "ticketing ticketing.open_ticket service.status_changed/1");
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(guard_->callCount(), 1U);
}

TEST_F(PluginEventBusTest, TurnsWhatAConsumerThrowsIntoAnErrorThatNamesIt) {
  const Consume consume = subscribe([] { throw std::out_of_range("row 7"); });
  try {
    call(consume);
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "plugin_error");
    EXPECT_STREQ(error.what(),
                 "Plugin ticketing failed in ticketing.open_ticket; the log says why.");
    EXPECT_EQ(error.logDetail(), "std::out_of_range: row 7");
  }
  EXPECT_EQ(guard_->failureCount(), 1U);
}

TEST_F(PluginEventBusTest, CallsAConsumerOfBatchesOnceForAllOfThem) {
  std::vector<std::size_t> sizes;
  const auto consume = subscribeBatch([&](std::size_t size) { sizes.push_back(size); });
  EXPECT_EQ(told_, "ticketing ticketing.open_tickets service.status_changed/1");
  const EmptyReader reader;
  const Delivery delivery;
  const std::vector<StoredDelivery> three(3, {&reader, &delivery});
  NoTransaction transaction;
  consume(transaction, three);
  EXPECT_EQ(sizes, std::vector<std::size_t>{3});
  EXPECT_EQ(guard_->callCount(), 1U);
  guard_->close();
  EXPECT_THROW(consume(transaction, three), Error);
}

TEST_F(PluginEventBusTest, LetsNoDeliveryInOnceThePluginIsClosed) {
  const Consume consume = subscribe([] {});
  guard_->close();
  EXPECT_THROW(call(consume), Error);
  EXPECT_EQ(guard_->callCount(), 0U);
}

}  // namespace
}  // namespace itops::plugin

// Publishes as many events as it is asked for and writes down each one that it hears, in its own
// schema, which the tests make. For tests and benchmarks of the event bus.
#include <charconv>
#include <span>
#include <string>
#include <vector>

#include "itops/database.hpp"
#include "itops/error.hpp"
#include "itops/event_bus.hpp"
#include "itops/events/service_status_changed.hpp"
#include "itops/plugin.hpp"
#include "itops/router.hpp"

namespace {

constexpr itops::Statement kHear{"counter.insert_heard", R"(
INSERT INTO counter.heard (consumer, event_id, key, number) VALUES ($1, $2, $3, $4))"};

constexpr itops::Statement kHearAll{"counter.insert_all_heard", R"(
INSERT INTO counter.heard (consumer, event_id, key, number)
SELECT 'changes', i.event_id, i.key, i.number
FROM unnest($1::uuid[], $2::text[], $3::bigint[]) WITH ORDINALITY
  AS i (event_id, key, number, position)
ORDER BY i.position)"};

/// The `number`th event of its key.
struct Counted {
  static constexpr std::string_view kType = "counter.counted/1";
  static constexpr std::string_view kSummary = "Somebody asked for an event.";
  static constexpr std::string_view kPermission = "counter.read";
  static constexpr std::string_view kOrderedBy = "key";
  std::string key;
  std::int64_t number = 0;
  itops::Timestamp occurred_at{};

  std::string orderingKey() const { return key; }
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("key", self.key, "One of the keys that events are counted in.");
    visit("number", self.number, "Counts from 1 within the key.");
  }
};

using Changes = std::span<const itops::Delivered<itops::ServiceStatusChanged>>;

void hearAll(itops::Transaction& transaction, Changes changes) {
  itops::ArrayValue ids, keys, numbers;
  for (const auto& [event, delivery] : changes) {
    ids.add(delivery.event_id);
    keys.add(event.path + " " + std::string(statusName(event.status)));
    numbers.add(event.service_key);
  }
  transaction.runLater(kHearAll, ids.take(), keys.take(), numbers.take());
}

std::int64_t numberFrom(const itops::Request& request, std::string_view name) {
  const std::string text = request.query(name).value_or("");
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && number > 0) return number;
  throw itops::Error(itops::ErrorKind::kInvalid, "query_invalid",
                     "Give a positive number as " + std::string(name) + ".");
}

class CounterPlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override {
    database_ = &context.need<itops::Database>();
    bus_ = &context.need<itops::EventBus>();
    bus_->declare<Counted>();
    bus_->subscribe<Counted>(
        "counter.count",
        [](itops::Transaction& transaction, const Counted& event, const itops::Delivery& delivery) {
          transaction.runLater(kHear, "count", delivery.event_id, event.key, event.number);
        });
    bus_->subscribeBatch<itops::ServiceStatusChanged>("counter.count_changes", hearAll);
    context.need<itops::Router>().add(
        {.method = itops::Method::kPost,
         .path = "/api/v1/counter/events",
         .access = itops::Access::open(),
         .doc = {.summary = "Publish events",
                 .query = {{"count", "How many"},
                           {"keys", "In how many keys"},
                           {"batch", "How many in one transaction"}}},
         .handler = [this](const itops::Request& request) { return publish(request); }});
  }

 private:
  itops::Response publish(const itops::Request& request) {
    const auto count = numberFrom(request, "count");
    const auto keys = numberFrom(request, "keys");
    const auto batch = numberFrom(request, "batch");
    for (std::int64_t first = 0; first < count; first += batch) {
      std::vector<Counted> events;
      for (auto i = first; i < std::min(count, first + batch); ++i) {
        events.push_back({"k" + std::to_string(i % keys), i / keys + 1, {}});
      }
      database_->transact(
          [&](itops::Transaction& transaction) { bus_->publishAll<Counted>(transaction, events); });
    }
    return {.body = "{}"};
  }

  itops::Database* database_ = nullptr;
  itops::EventBus* bus_ = nullptr;
};

constexpr const char* kNeeds[] = {"itops.database/1", "itops.event_bus/1", nullptr};
constexpr const char* kPrefixes[] = {"/api/v1/counter", nullptr};
constexpr itops::PluginInfo kInfo{.id = "counter",
                                  .name = "Counter",
                                  .version = "1.0.0",
                                  .description = "Counts events.",
                                  .enabled_by_default = true,
                                  .needs = kNeeds,
                                  .path_prefixes = kPrefixes};

}  // namespace

ITOPS_PLUGIN(CounterPlugin, kInfo);

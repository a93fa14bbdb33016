#include "database/events/event_database.hpp"

namespace itops::test {
namespace {

constexpr Statement kHear{"test.hear", R"(
INSERT INTO heard (consumer, key, number) VALUES ($1, $2, $3))"};

DatabaseOptions migrated() {
  DatabaseOptions options = PostgresFixture::migratedDatabase({"kernel"});
  options.pool_size = 8;
  return options;
}

}  // namespace

EventDatabase::EventDatabase() : options_(migrated()), pool_(options_, logger_, metrics_) {
  run("CREATE TABLE heard (position bigint GENERATED ALWAYS AS IDENTITY, consumer text NOT NULL, "
      "key text NOT NULL, number bigint NOT NULL)");
}

std::string EventDatabase::value(const std::string& sql) {
  const std::string whole = "SELECT (" + sql + ")::text AS value";
  const std::string name = "test." + std::to_string(std::hash<std::string>{}(sql));
  return pool_.query({name.c_str(), whole.c_str()}, {})[0].optionalText("value").value_or("null");
}

bool EventDatabase::becomes(const std::string& sql, const std::string& expected) {
  return becomesTrue([&] { return value(sql) == expected; }, std::chrono::seconds(60));
}

void EventDatabase::publish(EventBus& bus, const std::string& key, int first, int last) {
  std::vector<Noted> events;
  for (int number = first; number <= last; ++number) events.push_back({key, number, {}});
  pool_.transact([&](Transaction& transaction) { bus.publishAll<Noted>(transaction, events); });
}

events::EventOptions BusReplica::quick() {
  events::EventOptions options;
  options.poll_interval = std::chrono::milliseconds(100);
  options.retry = {std::chrono::milliseconds(1), std::chrono::milliseconds(20), 50};
  return options;
}

BusReplica::BusReplica(EventDatabase& database, const Clock& clock, events::EventOptions options)
    : pool_(database.options(), logger_, metrics_),
      service_(
          pool_, clock, options, [this](const std::string&) { return enabled_.load(); }, logger_,
          metrics_),
      owned_(service_, "test"),
      listener_(pool_, logger_) {
  owned_.declare<Noted>();
  listener_.on(events::kEventChannel, [this](std::string_view type) { service_.wake(type); });
}

BusReplica::~BusReplica() {
  listener_.stop();
  service_.stop();
}

void BusReplica::subscribe(
    const std::string& name,
    std::function<void(Transaction&, const Noted&, const Delivery&)> consume) {
  owned_.subscribe<Noted>("test." + name, std::move(consume));
}

void BusReplica::subscribeBatch(
    const std::string& name,
    std::function<void(Transaction&, std::span<const Delivered<Noted>>)> consume) {
  owned_.subscribeBatch<Noted>("test." + name, std::move(consume));
}

void BusReplica::start() {
  service_.start();
  listener_.start();
}

void hear(Transaction& transaction, const std::string& consumer, const Noted& event) {
  transaction.run(kHear, consumer, event.key, event.number);
}

}  // namespace itops::test

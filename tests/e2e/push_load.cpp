#include "e2e/push_load.hpp"

#include <set>

#include "e2e/eventually.hpp"

namespace itops::test {
namespace {

constexpr int kServicesPerClient = 20;
constexpr std::chrono::minutes kBackfill{
    4};  // less than the silence that makes a push history only

}  // namespace

PushLoad::PushLoad(const CoreProcess& core, std::string node, int clients)
    : port_(core.port()),
      key_(core.key()),
      node_(std::move(node)),
      start_(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()) -
             kBackfill) {
  for (int i = 0; i < clients; ++i) clients_.emplace_back([this, i] { runClient(i); });
}

void PushLoad::stop() {
  stopping_ = true;
  for (std::thread& client : clients_) {
    if (client.joinable()) client.join();
  }
}

bool PushLoad::awaitAcknowledged(std::size_t count) {
  const std::size_t wanted = acknowledged_count_ + count;
  return eventually([&] { return acknowledged_count_ >= wanted; }, std::chrono::seconds(30));
}

void PushLoad::runClient(int number) {
  try {
    HttpClient connection(port_, std::chrono::seconds(30));
    for (int i = 0; !stopping_ && sendOne(connection, nextPush(number, i)); ++i) continue;
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    improper_.emplace_back(error.what());
  }
}

SentPush PushLoad::nextPush(int client, int number) const {
  SentPush push;
  push.path =
      node_ + "/s" + std::to_string(client) + "-" + std::to_string(number % kServicesPerClient);
  push.observed_at = formatTimestamp(start_ + std::chrono::milliseconds(number));
  push.keyed = client % 2 == 0;
  json::object body{{"path", push.path},
                    {"status", number % 7 == 0 ? "DEGRADED" : "OPERATIONAL"},
                    {"observedAt", push.observed_at}};
  if (push.keyed) body["idempotencyKey"] = push.observed_at;
  push.body = json::serialize(body);
  return push;
}

/// False when core is gone.
bool PushLoad::sendOne(HttpClient& connection, SentPush push) {
  try {
    record(push, connection.post("/api/v1/health/report", push.body, {{"X-API-Key", key_}}));
    return true;
  } catch (const std::exception&) {
    const std::lock_guard lock(mutex_);
    unanswered_.push_back(std::move(push));
    return false;
  }
}

void PushLoad::record(const SentPush& push, const HttpAnswer& answer) {
  const std::lock_guard lock(mutex_);
  ++answers_[answer.status];
  if (answer.status == 200 || answer.status == 201) {
    acknowledged_.push_back(push);
    ++acknowledged_count_;
  } else if (answer.status != 503 || answer.header("retry-after").empty()) {
    improper_.push_back(std::to_string(answer.status) + " " + answer.body);
  }
}

std::map<std::pair<std::string, std::string>, int> storedSnapshots(
    const ApiClient& api, const std::vector<SentPush>& pushes) {
  std::set<std::string> paths;
  for (const SentPush& push : pushes) paths.insert(push.path);
  std::map<std::pair<std::string, std::string>, int> stored;
  for (const std::string& path : paths) {
    for (const auto& observed_at : texts(api.snapshots(path), "observedAt")) {
      ++stored[{path, observed_at}];
    }
  }
  return stored;
}

std::vector<std::string> missingOf(const ApiClient& api, const std::vector<SentPush>& pushes) {
  const auto stored = storedSnapshots(api, pushes);
  std::vector<std::string> missing;
  for (const SentPush& push : pushes) {
    if (!stored.contains({push.path, push.observed_at})) {
      missing.push_back(push.path + " " + push.observed_at);
    }
  }
  return missing;
}

}  // namespace itops::test

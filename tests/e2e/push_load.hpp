#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "e2e/api_client.hpp"
#include "itops/timestamp.hpp"

namespace itops::test {

/// One push of a load: the pair of path and observedAt is its own.
struct SentPush {
  std::string path;
  std::string observed_at;
  std::string body;
  bool keyed = false;  ///< has an idempotencyKey
};

/// Clients that push without a pause, each on a connection of its own and for services of its own,
/// until they are stopped or core is gone. Every other client sends idempotency keys.
class PushLoad {
 public:
  PushLoad(const CoreProcess& core, std::string node, int clients);
  ~PushLoad() { stop(); }
  PushLoad(const PushLoad&) = delete;
  PushLoad& operator=(const PushLoad&) = delete;

  /// Ends the clients; each finishes its push.
  void stop();
  /// Waits for further acknowledged pushes; false when they don't come within 30 s.
  bool awaitAcknowledged(std::size_t count);

  std::size_t acknowledgedCount() const { return acknowledged_count_; }
  /// After stop(): pushes that were answered 2xx.
  const std::vector<SentPush>& acknowledged() const { return acknowledged_; }
  /// After stop(): pushes whose connection broke before an answer.
  const std::vector<SentPush>& unanswered() const { return unanswered_; }
  /// After stop(): answers by status.
  const std::map<int, int>& answers() const { return answers_; }
  /// After stop(): answers that are neither 2xx nor a 503 with Retry-After.
  const std::vector<std::string>& improper() const { return improper_; }

 private:
  void runClient(int number);
  SentPush nextPush(int client, int number) const;
  bool sendOne(HttpClient& connection, SentPush push);
  void record(const SentPush& push, const HttpAnswer& answer);

  const std::uint16_t port_;
  const std::string key_;
  const std::string node_;
  const Timestamp start_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> acknowledged_count_ = 0;
  std::mutex mutex_;
  std::vector<SentPush> acknowledged_;
  std::vector<SentPush> unanswered_;
  std::map<int, int> answers_;
  std::vector<std::string> improper_;
  std::vector<std::thread> clients_;
};

/// How often each push is stored as a snapshot: by path and observedAt.
std::map<std::pair<std::string, std::string>, int> storedSnapshots(
    const ApiClient& api, const std::vector<SentPush>& pushes);

/// Those of the pushes that are not stored, as `path observedAt`.
std::vector<std::string> missingOf(const ApiClient& api, const std::vector<SentPush>& pushes);

}  // namespace itops::test

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "database/database_harness.hpp"
#include "http/completion_queue.hpp"
#include "live/live_reader.hpp"
#include "time/manual_clock.hpp"

namespace itops::live::test {

/// A client of the live stream whose connection is the test.
class TestClient {
 public:
  explicit TestClient(std::shared_ptr<LiveClient> client) : client_(std::move(client)) {}

  /// Takes what was written and adds it to what came before.
  const std::string& text();
  /// Numbers of the events that came, in the order of their arrival.
  std::vector<int> numbers();
  /// The newest `id:`.
  std::string lastId();
  bool receives(const std::vector<int>& expected) {
    return itops::test::becomesTrue([&] { return numbers() == expected; });
  }
  bool receivesText(const std::string& part) {
    return itops::test::becomesTrue([&] { return text().find(part) != std::string::npos; });
  }

  LiveClient& operator*() { return *client_; }
  LiveClient* operator->() { return client_.get(); }

 private:
  std::shared_ptr<LiveClient> client_;
  std::string text_;
};

/// A database with events and a reader that is not started yet. Types `open.*` need `open.read`,
/// `closed.*` need `closed.read`; nobody declared others.
class LiveTest : public testing::Test {
 protected:
  LiveTest();

  /// Stores events of one transaction whose data is their number.
  void publish(int first, int count = 1, const std::string& type = "open.thing/1",
               const std::string& path = "acme/shop/prod/c1/api");
  static void publishIn(Transaction& transaction, int first, int count = 1,
                        const std::string& type = "open.thing/1",
                        const std::string& path = "acme/shop/prod/c1/api");

  /// A client from now on, or from a cursor.
  TestClient connect(LiveFilter filter = {}, std::size_t buffer_bytes_max = 1'000'000);
  TestClient resume(const LivePosition& position, std::size_t buffer_bytes_max = 1'000'000);
  LivePosition newest() { return repository_.present().newest; }

  itops::test::RecordingLogger logger_;
  MetricsRegistry registry_;
  PostgresDatabase database_;
  ManualClock clock_{Timestamp(std::chrono::seconds(1'767'225'600))};
  LiveOptions options_;
  LiveMetrics metrics_{registry_};
  LiveRepository repository_{database_};
  LiveStreams streams_{1000};
  LiveReader reader_;
  std::shared_ptr<http::CompletionQueue> queue_ = std::make_shared<http::CompletionQueue>();

 private:
  TestClient add(std::shared_ptr<LiveClient> client, std::size_t buffer_bytes_max);
};

/// The numbers from first to last.
std::vector<int> numbersBetween(int first, int last);

}  // namespace itops::live::test

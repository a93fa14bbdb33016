#include "database/live/live_harness.hpp"

#include <numeric>

#include "support/postgres_fixture.hpp"

namespace itops::live::test {
namespace {

// As the event bus stores them.
constexpr Statement kPublish{"test.publish", R"(
INSERT INTO kernel.event (type, path, ordering_key, payload, occurred_at, published_at)
SELECT $1, $2, 'key', jsonb_build_object('number', n), now(), now()
FROM generate_series($3::integer, $3::integer + $4::integer - 1) AS n ORDER BY n)"};

// On a server of its own: a transaction anywhere on it holds back what readers may see.
DatabaseOptions options() {
  DatabaseOptions options = itops::test::OwnPostgres::migratedDatabase();
  options.pool_size = 4;
  return options;
}

std::optional<std::string> permissionOf(std::string_view type) {
  if (type.starts_with("open.")) return "open.read";
  if (type.starts_with("closed.")) return "closed.read";
  return std::nullopt;
}

}  // namespace

LiveTest::LiveTest()
    : database_(options(), logger_, registry_),
      reader_(repository_, streams_, permissionOf, options_, clock_, logger_, metrics_) {
  options_.poll_interval = std::chrono::milliseconds(50);
}

void LiveTest::publishIn(Transaction& transaction, int first, int count, const std::string& type,
                         const std::string& path) {
  transaction.run(kPublish, type, path, first, count);
}

void LiveTest::publish(int first, int count, const std::string& type, const std::string& path) {
  database_.transact(
      [&](Transaction& transaction) { publishIn(transaction, first, count, type, path); });
}

TestClient LiveTest::add(std::shared_ptr<LiveClient> client, std::size_t buffer_bytes_max) {
  client->principal = {"someone", {"open.read"}};
  client->stream = std::make_shared<http::Stream>(queue_, http::AnswerToken{}, buffer_bytes_max);
  streams_.add(client, Timestamp{});
  reader_.wake();
  return TestClient(std::move(client));
}

TestClient LiveTest::connect(LiveFilter filter, std::size_t buffer_bytes_max) {
  auto client = std::make_shared<LiveClient>();
  client->filter = std::move(filter);
  client->position = newest();
  return add(std::move(client), buffer_bytes_max);
}

TestClient LiveTest::resume(const LivePosition& position, std::size_t buffer_bytes_max) {
  auto client = std::make_shared<LiveClient>();
  client->position = position;
  return add(std::move(client), buffer_bytes_max);
}

const std::string& TestClient::text() {
  text_ += client_->stream->take().bytes;
  client_->stream->sent();
  return text_;
}

std::vector<int> TestClient::numbers() {
  const std::string mark = "\"number\": ";
  std::vector<int> found;
  const auto& all = text();
  for (auto at = all.find(mark); at != std::string::npos; at = all.find(mark, at + 1)) {
    found.push_back(std::stoi(all.substr(at + mark.size(), 9)));
  }
  return found;
}

std::string TestClient::lastId() {
  const auto& all = text();
  const auto at = all.rfind("id: ");
  return at == std::string::npos ? "" : all.substr(at + 4, all.find('\n', at) - at - 4);
}

std::vector<int> numbersBetween(int first, int last) {
  std::vector<int> numbers(static_cast<std::size_t>(last - first + 1));
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

}  // namespace itops::live::test

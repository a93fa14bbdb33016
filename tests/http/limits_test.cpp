// Sizes, times and counts at which the server says no.

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "http/test_server.hpp"
#include "support/http_client.hpp"

namespace itops::test {
namespace {

using std::chrono::milliseconds;

TEST(HttpLimits, AnAnnouncedBodyOverTheLimitIsRefusedBeforeItIsSent) {
  TestServer server;
  HttpClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2097152\r\n\r\n");
  const auto answer = client.readAnswer();
  EXPECT_EQ(answer.status, 413);
  EXPECT_NE(answer.body.find("1048576"), std::string::npos);
}

TEST(HttpLimits, AClientThatSendsTwoMebibytesCanReadThe413) {
  TestServer server;
  HttpClient client(server.port());
  client.send(HttpClient::format("POST", "/echo", {}, std::string(2 * 1024 * 1024, 'x')));
  EXPECT_EQ(client.readAnswer().status, 413);
  EXPECT_TRUE(client.closedByServer());
}

TEST(HttpLimits, ChunksThatSumOverTheLimitAre413) {
  TestServer server;
  HttpClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  for (int i = 0; i < 20; ++i) client.send(chunk);
  EXPECT_EQ(client.readAnswer().status, 413);
}

TEST(HttpLimits, LingeringEndsAfterItsBytes) {
  http::ServerOptions options;
  options.linger_bytes_max = 64 * 1024;
  TestServer server(options);
  HttpClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n");
  const std::string piece(64 * 1024, 'x');
  int sent = 0;
  while (sent < 1000 && client.trySend(piece)) ++sent;
  EXPECT_LT(sent, 1000);
}

TEST(HttpLimits, LingeringEndsAfterItsTime) {
  http::ServerOptions options;
  options.linger_timeout = milliseconds(50);
  TestServer server(options);
  HttpClient client(server.port());
  client.send("bad\r\n\r\n");
  EXPECT_EQ(client.readAnswer().status, 400);
  EXPECT_TRUE(
      TestServer::eventually([&] { return server.metric("itops_http_connections_open") == 0; }));
}

TEST(HttpLimits, SlowHeadersAre408) {
  http::ServerOptions options;
  options.header_timeout = milliseconds(50);
  TestServer server(options);
  HttpClient client(server.port());
  client.send("GET /items/1 HTTP/1.1\r\nHo");
  const auto answer = client.readAnswer();
  EXPECT_EQ(answer.status, 408);
  EXPECT_TRUE(client.closedByServer());
}

TEST(HttpLimits, DrippedHeadersDoNotRenewTheirTime) {
  http::ServerOptions options;
  options.header_timeout = milliseconds(100);
  TestServer server(options);
  HttpClient client(server.port());
  client.send("GET /items/1 HTTP/1.1\r\nX-Drip: ");
  // Sends for as long as the server listens; a renewed limit would let this run into the counter.
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (std::chrono::steady_clock::now() < deadline && client.trySend("a")) {
    if (server.metric("itops_http_refused_total") > 0) break;
  }
  EXPECT_LT(std::chrono::steady_clock::now(), deadline);
}

TEST(HttpLimits, ASlowBodyIs408) {
  http::ServerOptions options;
  options.body_timeout = milliseconds(50);
  TestServer server(options);
  HttpClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab");
  EXPECT_EQ(client.readAnswer().status, 408);
  EXPECT_TRUE(client.closedByServer());
}

TEST(HttpLimits, AnIdleConnectionIsClosedSilently) {
  http::ServerOptions options;
  options.idle_timeout = milliseconds(50);
  TestServer server(options);
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/items/1").status, 200);
  EXPECT_TRUE(client.closedByServer());
}

TEST(HttpLimits, AnAnswerThatIsNotTakenEndsTheConnection) {
  http::ServerOptions options;
  options.write_timeout = milliseconds(50);
  TestServer server(options);
  HttpClient client(server.port());
  client.send(HttpClient::format("GET", "/large"));
  EXPECT_TRUE(TestServer::eventually(
      [&] { return server.metric("itops_http_refused_total{reason=\"write_timeout\"}") == 1; }));
}

TEST(HttpLimits, SlowClientsDoNotHoldOthersUp) {
  http::ServerOptions options;
  options.worker_threads = 1;
  TestServer server(options);
  std::vector<std::unique_ptr<HttpClient>> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(std::make_unique<HttpClient>(server.port()));
    slow.back()->send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx");
  }
  HttpClient quick(server.port());
  for (int i = 0; i < 50; ++i) EXPECT_EQ(quick.post("/echo", "quick").body, "quick");
}

/// Sends so many requests that wait, each on a connection of its own.
std::vector<std::unique_ptr<HttpClient>> sendWaiting(const TestServer& server, int count) {
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<HttpClient>(server.port()));
    clients.back()->send(HttpClient::format("GET", "/wait"));
  }
  return clients;
}

TEST(HttpLimits, RequestsToAPluginAtItsLimitWaitAndAreOvertaken) {
  http::ServerOptions options;
  options.worker_threads = 2;
  options.plugin_workers_max = 1;
  TestServer server(options);
  const auto clients = sendWaiting(server, 3);
  ASSERT_TRUE(server.door.awaitWaiting(1));
  ASSERT_TRUE(
      TestServer::eventually([&] { return server.metric("itops_http_worker_queue") == 2; }));
  EXPECT_EQ(HttpClient(server.port()).get("/metrics").status, 200);
  server.door.open();
  for (const auto& client : clients) EXPECT_EQ(client->readAnswer().body, "waited");
}

TEST(HttpLimits, APluginMayNotTakeAllOfTheWorkerQueue) {
  http::ServerOptions options;
  options.worker_threads = 2;
  options.plugin_workers_max = 1;
  options.worker_queue_max = 4;
  TestServer server(options);
  const auto running = sendWaiting(server, 1);
  ASSERT_TRUE(server.door.awaitWaiting(1));
  const auto waiting = sendWaiting(server, 3);
  ASSERT_TRUE(
      TestServer::eventually([&] { return server.metric("itops_http_worker_queue") == 3; }));
  EXPECT_EQ(HttpClient(server.port()).get("/wait").status, 503);
  EXPECT_EQ(HttpClient(server.port()).get("/metrics").status, 200);
  server.door.open();
  EXPECT_EQ(running[0]->readAnswer().body, "waited");
  for (const auto& client : waiting) EXPECT_EQ(client->readAnswer().body, "waited");
}

TEST(HttpLimits, AFullWorkerQueueIs503WithRetryAfter) {
  http::ServerOptions options;
  options.worker_threads = 1;
  options.worker_queue_max = 1;
  TestServer server(options);
  HttpClient running(server.port());
  running.send(HttpClient::format("GET", "/wait"));
  ASSERT_TRUE(server.door.awaitWaiting(1));
  HttpClient waiting(server.port());
  waiting.send(HttpClient::format("GET", "/wait"));
  ASSERT_TRUE(
      TestServer::eventually([&] { return server.metric("itops_http_worker_queue") == 1; }));
  HttpClient refused(server.port());
  const auto answer = refused.get("/items/1");
  EXPECT_EQ(answer.status, 503);
  EXPECT_FALSE(answer.header("retry-after").empty());
  EXPECT_EQ(refused.get("/health").status, 200);
  server.door.open();
  EXPECT_EQ(running.readAnswer().body, "waited");
  EXPECT_EQ(waiting.readAnswer().body, "waited");
}

TEST(HttpLimits, TheOldestIdleConnectionMakesRoom) {
  http::ServerOptions options;
  options.connections_max = 2;
  TestServer server(options);
  HttpClient oldest(server.port());
  EXPECT_EQ(oldest.get("/items/1").status, 200);
  HttpClient second(server.port());
  EXPECT_EQ(second.get("/items/1").status, 200);
  HttpClient third(server.port());
  EXPECT_EQ(third.get("/items/1").status, 200);
  EXPECT_TRUE(oldest.closedByServer());
  EXPECT_EQ(second.get("/items/1").status, 200);
}

TEST(HttpLimits, OneConnectionTooManyIs503WhenAllAreBusy) {
  http::ServerOptions options;
  options.connections_max = 1;
  TestServer server(options);
  HttpClient busy(server.port());
  busy.send(HttpClient::format("POST", "/later", {}, "x"));
  auto responder = server.shelf.take();
  HttpClient refused(server.port());
  const auto answer = refused.readAnswer();
  EXPECT_EQ(answer.status, 503);
  EXPECT_FALSE(answer.header("retry-after").empty());
  responder.send({200, "text/plain", "done"});
  EXPECT_EQ(busy.readAnswer().body, "done");
}

// Lowers the process's limit of descriptors to what is open plus `spare`, until it is destroyed.
class FewDescriptors {
 public:
  explicit FewDescriptors(rlim_t spare) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int next = ::dup(STDERR_FILENO);
    ::close(next);
    const rlimit lowered{static_cast<rlim_t>(next) + spare, before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &lowered);
  }
  ~FewDescriptors() { lift(); }
  void lift() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST(HttpLimits, RunningOutOfDescriptorsOnlyDelaysNewClients) {
  TestServer server;
  FewDescriptors few(1);
  HttpClient client(server.port());
  client.send(HttpClient::format("GET", "/items/1"));
  EXPECT_TRUE(TestServer::eventually([&] { return server.log.lines().size() == 1; }));
  few.lift();
  EXPECT_EQ(client.readAnswer().status, 200);
}

TEST(HttpLimits, RunningOutOfDescriptorsClosesAnIdleConnection) {
  TestServer server;
  HttpClient idle(server.port());
  EXPECT_EQ(idle.get("/items/1").status, 200);
  const FewDescriptors few(1);
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/items/1").status, 200);
  EXPECT_TRUE(idle.closedByServer());
}

}  // namespace
}  // namespace itops::test

// Answers that come later or never, clients that leave, draining and stopping.

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "http/test_server.hpp"
#include "support/http_client.hpp"

namespace itops::test {
namespace {

using std::chrono::milliseconds;

TEST(HttpDeferred, AreAnsweredFromAnotherThread) {
  TestServer server;
  HttpClient client(server.port());
  client.send(HttpClient::format("POST", "/later", {}, "x"));
  std::thread writer([&] { server.shelf.take().send({201, "text/plain", "stored"}); });
  const auto answer = client.readAnswer();
  writer.join();
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, "stored");
}

TEST(HttpDeferred, ManyAnswersOfOneBatchReachTheirOwnClients) {
  TestServer server;
  constexpr int kClients = 100;
  std::vector<std::unique_ptr<HttpClient>> clients;
  std::vector<Responder> responders;
  for (int i = 0; i < kClients; ++i) {
    clients.push_back(std::make_unique<HttpClient>(server.port()));
    clients.back()->send(HttpClient::format("POST", "/later", {}, "x"));
    responders.push_back(server.shelf.take());
  }
  for (int i = 0; i < kClients; ++i) {
    responders[static_cast<std::size_t>(i)].send({200, "text/plain", std::to_string(i)});
  }
  for (int i = 0; i < kClients; ++i) {
    EXPECT_EQ(clients[static_cast<std::size_t>(i)]->readAnswer().body, std::to_string(i));
  }
}

TEST(HttpDeferred, ADroppedResponderIs500) {
  TestServer server;
  HttpClient client(server.port());
  const auto answer = client.post("/drop", "x");
  EXPECT_EQ(answer.status, 500);
  EXPECT_NE(answer.body.find("answer_missing"), std::string::npos);
  EXPECT_EQ(client.post("/push", "next").body, "next");
}

TEST(HttpDeferred, AThrowingHandlerIsAProblem) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.post("/refuse", "x").status, 400);
  EXPECT_EQ(client.post("/push", "next").body, "next");
}

TEST(HttpClients, ThatLeaveDuringWorkLoseTheirAnswerOnly) {
  TestServer server;
  HttpClient worker(server.port());
  worker.send(HttpClient::format("GET", "/wait"));
  ASSERT_TRUE(server.door.awaitWaiting(1));
  HttpClient deferred(server.port());
  deferred.send(HttpClient::format("POST", "/later", {}, "x"));
  auto responder = server.shelf.take();
  worker.abort();
  deferred.abort();
  ASSERT_TRUE(
      TestServer::eventually([&] { return server.metric("itops_http_connections_open") == 0; }));
  server.door.open();
  responder.send({200, "text/plain", "late"});
  EXPECT_TRUE(TestServer::eventually(
      [&] { return server.metric("itops_http_answers_dropped_total") == 2; }));
  EXPECT_EQ(HttpClient(server.port()).get("/items/1").status, 200);
}

TEST(HttpClients, NeverGetTheAnswerOfOneWhoLeft) {
  TestServer server;
  HttpClient left(server.port());
  left.send(HttpClient::format("POST", "/later", {}, "x"));
  auto stale = server.shelf.take();
  left.abort();
  ASSERT_TRUE(
      TestServer::eventually([&] { return server.metric("itops_http_connections_open") == 0; }));
  HttpClient next(server.port());
  next.send(HttpClient::format("POST", "/later", {}, "y"));
  auto fresh = server.shelf.take();
  stale.send({200, "text/plain", "stale"});
  fresh.send({200, "text/plain", "fresh"});
  EXPECT_EQ(next.readAnswer().body, "fresh");
}

TEST(HttpDrain, FinishesRequestsAndClosesIdleConnections) {
  TestServer server;
  HttpClient idle(server.port());
  EXPECT_EQ(idle.get("/items/1").status, 200);
  HttpClient busy(server.port());
  busy.send(HttpClient::format("POST", "/later", {}, "x"));
  auto responder = server.shelf.take();
  auto drained = std::async([&] { return server.server->drain(std::chrono::seconds(10)); });
  EXPECT_TRUE(idle.closedByServer());
  EXPECT_THROW(HttpClient(server.port()), std::runtime_error);
  responder.send({200, "text/plain", "done"});
  const auto answer = busy.readAnswer();
  EXPECT_EQ(answer.body, "done");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(drained.get());
}

TEST(HttpDrain, GivesUpAtItsLimit) {
  TestServer server;
  HttpClient busy(server.port());
  busy.send(HttpClient::format("POST", "/later", {}, "x"));
  auto responder = server.shelf.take();
  EXPECT_FALSE(server.server->drain(milliseconds(50)));
}

TEST(HttpDrain, IsAtOnceDoneWithoutClients) {
  TestServer server;
  EXPECT_TRUE(server.server->drain(std::chrono::seconds(10)));
}

TEST(HttpStop, LeavesRespondersSafe) {
  Responder outliving;
  Responder dropped;
  {
    TestServer server;
    HttpClient client(server.port());
    client.send(HttpClient::format("POST", "/later", {}, "x"));
    outliving = server.shelf.take();
    HttpClient other(server.port());
    other.send(HttpClient::format("POST", "/later", {}, "x"));
    dropped = server.shelf.take();
  }
  outliving.send({200, "text/plain", "nobody hears"});
}

TEST(HttpStart, NamesTheAddressAndTheRemedyWhenItIsTaken) {
  TestServer first;
  http::ServerOptions options;
  options.extra_ports = {first.port()};
  TestServer second(options, false);
  try {
    second.server->start();
    FAIL() << "two servers on one port";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "address_taken");
    const std::string message = error.what();
    EXPECT_NE(message.find("127.0.0.1:" + std::to_string(first.port())), std::string::npos);
    EXPECT_NE(message.find("ITOPS_SERVER_EXTRA_PORTS"), std::string::npos);
  }
}

}  // namespace
}  // namespace itops::test

// Answers that go on: any thread writes, and neither a slow nor a vanished client harms the others.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "http/test_server.hpp"
#include "support/http_client.hpp"

namespace itops::test {
namespace {

using std::chrono::milliseconds;
using testing::Contains;
using testing::HasSubstr;

const HttpClient::Headers kKey{{"X-API-Key", "full"}};

/// A client that has asked for a stream and read the head of its answer.
struct StreamClient {
  explicit StreamClient(TestServer& server) : client(server.port()) {
    client.send(HttpClient::format("GET", "/stream", kKey));
    stream = server.streams.take();
    head = client.readHead();
  }

  HttpClient client;
  std::shared_ptr<http::Stream> stream;
  HttpAnswer head;
};

bool openStreamsBecome(TestServer& server, double count) {
  return TestServer::eventually([&] { return server.metric("itops_http_streams_open") == count; });
}

/// Writes until the stream takes no more; false when it took all for ten seconds.
bool writeUntilCut(http::Stream& stream, const std::string& piece) {
  return TestServer::eventually([&] { return !stream.write(piece); });
}

TEST(HttpStream, SendsWhatAnotherThreadWritesAsChunks) {
  TestServer server;
  StreamClient reader(server);
  EXPECT_EQ(reader.head.status, 200);
  EXPECT_EQ(reader.head.header("transfer-encoding"), "chunked");
  EXPECT_EQ(reader.head.header("content-length"), "");
  std::thread([&] { EXPECT_TRUE(reader.stream->write("one")); }).join();
  EXPECT_EQ(reader.client.readChunk(), "one");
  EXPECT_TRUE(reader.stream->write("two"));
  EXPECT_EQ(reader.client.readChunk(), "two");
}

TEST(HttpStream, SendsWhatWasWrittenBeforeTheHeadAndEndsProperly) {
  TestServer server;
  HttpClient client(server.port());
  client.send(HttpClient::format("GET", "/stream", kKey));
  const auto stream = server.streams.take();
  stream->write("all of it");
  stream->close();
  EXPECT_FALSE(stream->write("too late"));
  EXPECT_EQ(client.readHead().status, 200);
  EXPECT_EQ(client.readChunk(), "all of it");
  EXPECT_EQ(client.readChunk(), "");
  EXPECT_EQ(client.get("/items/1").status, 200) << "the connection is kept";
  EXPECT_TRUE(openStreamsBecome(server, 0));
}

TEST(HttpStream, GoesToAnOldClientWithoutChunksUpToTheEndOfTheConnection) {
  TestServer server;
  HttpClient client(server.port());
  client.send("GET /stream HTTP/1.0\r\nX-API-Key: full\r\n\r\n");
  const auto stream = server.streams.take();
  const auto head = client.readHead();
  EXPECT_EQ(head.header("connection"), "close");
  EXPECT_EQ(head.header("transfer-encoding"), "");
  stream->write("one ");
  stream->write("two");
  stream->close();
  EXPECT_EQ(client.readToEnd(), "one two");
}

TEST(HttpStream, HasNoBodyForHead) {
  TestServer server;
  HttpClient client(server.port());
  client.send(HttpClient::format("HEAD", "/stream", kKey));
  EXPECT_EQ(client.readAnswer(true).status, 200);
  const auto stream = server.streams.take();
  EXPECT_TRUE(TestServer::eventually([&] { return stream->closed(); }));
  EXPECT_EQ(client.get("/items/1").status, 200);
}

TEST(HttpStream, WantsAKeyOrLeavesATicketToItsHandler) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/stream").status, 401);
  EXPECT_EQ(client.get("/guarded?ticket=x").status, 401) << "no ticket where there is no stream";
  client.send(HttpClient::format("GET", "/stream?ticket=x"));
  EXPECT_EQ(client.readHead().status, 200);
}

TEST(HttpStream, IsOpenToEveryKey) {
  TestServer server;
  HttpClient client(server.port());
  client.send(HttpClient::format("GET", "/stream", {{"X-API-Key", "poor"}}));
  EXPECT_EQ(client.readHead().status, 200);
}

TEST(HttpStream, ThatItsHandlerRefusesIsAnAnswerLikeOthers) {
  TestServer server;
  HttpClient client(server.port());
  const auto answer = client.get("/stream/refused");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body, "No more.");
  EXPECT_TRUE(server.streams.take()->closed());
  EXPECT_EQ(client.get("/items/1").status, 200);
}

TEST(HttpStream, IsNotHitByIdleTimeouts) {
  http::ServerOptions options;
  options.idle_timeout = options.header_timeout = options.write_timeout = milliseconds(30);
  TestServer server(options);
  StreamClient reader(server);
  HttpClient idle(server.port());
  EXPECT_EQ(idle.get("/items/1").status, 200);
  EXPECT_TRUE(idle.closedByServer()) << "the same time has passed for the stream";
  EXPECT_TRUE(reader.stream->write("still here"));
  EXPECT_EQ(reader.client.readChunk(), "still here");
}

TEST(HttpStream, OfASlowReaderIsCutAtTheBound) {
  http::ServerOptions options;
  options.stream_buffer_bytes_max = 64 * 1024;
  TestServer server(options);
  StreamClient slow(server);
  StreamClient quick(server);
  ASSERT_TRUE(writeUntilCut(*slow.stream, std::string(16 * 1024, 'x')));
  EXPECT_TRUE(slow.stream->closed());
  EXPECT_EQ(slow.stream->room(), 0U);
  EXPECT_TRUE(openStreamsBecome(server, 1));
  EXPECT_EQ(server.metric("itops_http_refused_total{reason=\"stream_too_slow\"}"), 1);
  EXPECT_TRUE(quick.stream->write("unharmed"));
  EXPECT_EQ(quick.client.readChunk(), "unharmed");
}

TEST(HttpStream, OfAReaderWhoTakesNothingIsCutAfterTheWriteTimeout) {
  http::ServerOptions options;
  options.stream_buffer_bytes_max = 64 * 1024 * 1024;
  options.write_timeout = milliseconds(50);
  TestServer server(options);
  StreamClient slow(server);
  slow.stream->write(std::string(32 * 1024 * 1024, 'x'));
  EXPECT_TRUE(TestServer::eventually([&] { return slow.stream->closed(); }));
  EXPECT_EQ(server.metric("itops_http_refused_total{reason=\"write_timeout\"}"), 1);
}

TEST(HttpStream, OfAReaderWhoKeepsUpIsNeverCutHoweverMuchItIs) {
  http::ServerOptions options;
  options.stream_buffer_bytes_max = 64 * 1024;
  TestServer server(options);
  StreamClient reader(server);
  const std::string piece(10'000, 'x');
  constexpr std::size_t kBytes = 4'000'000;
  auto read = std::async([&] {
    std::size_t bytes = 0;
    while (bytes < kBytes) bytes += reader.client.readChunk().size();
    return bytes;
  });
  for (std::size_t written = 0; written < kBytes; written += piece.size()) {
    ASSERT_TRUE(TestServer::eventually([&] { return reader.stream->room() >= piece.size(); }));
    ASSERT_TRUE(reader.stream->write(piece));
  }
  EXPECT_EQ(read.get(), kBytes);
}

TEST(HttpStream, TellsItsWriterThatTheClientLeft) {
  TestServer server;
  StreamClient polite(server);
  StreamClient abrupt(server);
  polite.client.close();
  abrupt.client.abort();
  EXPECT_TRUE(TestServer::eventually([&] { return polite.stream->closed(); }));
  EXPECT_TRUE(TestServer::eventually([&] { return abrupt.stream->closed(); }));
  EXPECT_FALSE(abrupt.stream->write("nobody"));
  EXPECT_TRUE(openStreamsBecome(server, 0));
}

TEST(HttpStream, TellsItsWriterThatTheClientLeftBeforeTheHead) {
  TestServer server;
  HttpClient client(server.port());
  client.send(HttpClient::format("GET", "/stream?wait=1", kKey));
  const auto stream = server.streams.take();
  client.abort();
  ASSERT_TRUE(
      TestServer::eventually([&] { return server.metric("itops_http_connections_open") == 0; }));
  EXPECT_FALSE(stream->closed());
  server.door.open();
  EXPECT_TRUE(TestServer::eventually([&] { return stream->closed(); }));
}

TEST(HttpStream, ComesInHundredsWithoutAThreadEach) {
  TestServer server;
  constexpr int kStreams = 500;
  std::vector<std::unique_ptr<StreamClient>> readers;
  for (int i = 0; i < kStreams; ++i) readers.push_back(std::make_unique<StreamClient>(server));
  EXPECT_TRUE(openStreamsBecome(server, kStreams));
  for (auto& reader : readers) EXPECT_TRUE(reader->stream->write("news"));
  for (auto& reader : readers) EXPECT_EQ(reader->client.readChunk(), "news");
  for (auto& reader : readers) reader->stream->close();
  for (auto& reader : readers) EXPECT_EQ(reader->client.readChunk(), "");
  EXPECT_EQ(server.metric("itops_http_streams_total"), kStreams);
  EXPECT_TRUE(openStreamsBecome(server, 0));
}

TEST(HttpStream, CountsAsAConnectionAndIsNotClosedToMakeRoom) {
  http::ServerOptions options;
  options.connections_max = 1;
  TestServer server(options);
  StreamClient reader(server);
  EXPECT_EQ(HttpClient(server.port()).readAnswer().status, 503);
  reader.stream->write("still here");
  EXPECT_EQ(reader.client.readChunk(), "still here");
}

TEST(HttpStream, EndsAtOnceWhenTheServerDrains) {
  http::ServerOptions options;
  options.stream_buffer_bytes_max = 64 * 1024 * 1024;
  TestServer server(options);
  StreamClient reader(server);
  StreamClient stuck(server);
  reader.stream->write("last words");
  stuck.stream->write(std::string(32 * 1024 * 1024, 'x'));
  EXPECT_TRUE(server.server->drain(std::chrono::seconds(10)));
  EXPECT_EQ(reader.client.readChunk(), "last words");
  EXPECT_EQ(reader.client.readChunk(), "");
  EXPECT_TRUE(reader.client.closedByServer());
  EXPECT_TRUE(reader.stream->closed());
  EXPECT_TRUE(stuck.stream->closed());
}

TEST(HttpStream, OutlivesItsServerHarmlessly) {
  std::shared_ptr<http::Stream> stream;
  {
    TestServer server;
    StreamClient reader(server);
    stream = reader.stream;
  }
  EXPECT_TRUE(stream->closed());
  EXPECT_FALSE(stream->write("nobody"));
}

TEST(HttpStream, IsLoggedWhenItIsOverWithoutItsQuery) {
  TestServer server;
  HttpClient client(server.port());
  client.send(HttpClient::format("GET", "/stream?ticket=secret"));
  const auto stream = server.streams.take();
  client.readHead();
  stream->close();
  EXPECT_EQ(client.readChunk(), "");
  EXPECT_TRUE(TestServer::eventually([&] { return !server.access.lines().empty(); }));
  EXPECT_THAT(server.access.lines(), Contains(HasSubstr("path=/stream status=200")));
  EXPECT_THAT(server.access.lines(), testing::Not(Contains(HasSubstr("secret"))));
}

}  // namespace
}  // namespace itops::test

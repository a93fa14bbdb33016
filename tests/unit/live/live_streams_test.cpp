#include "live/live_streams.hpp"

#include <gtest/gtest.h>

#include "http/completion_queue.hpp"
#include "itops/error.hpp"

namespace itops::live {
namespace {

class LiveStreamsTest : public testing::Test {
 protected:
  std::shared_ptr<LiveClient> add(const std::string& principal, Timestamp known_since = {}) {
    auto client = std::make_shared<LiveClient>();
    client->principal.name = principal;
    client->stream = std::make_shared<http::Stream>(queue_, http::AnswerToken{}, 1000);
    streams_.add(client, known_since);
    return client;
  }

  std::string codeOf(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      return error.code();
    }
    return "";
  }

  std::shared_ptr<http::CompletionQueue> queue_ = std::make_shared<http::CompletionQueue>();
  LiveStreams streams_{2};
};

TEST_F(LiveStreamsTest, RefusesOneTooMany) {
  add("a");
  EXPECT_EQ(codeOf([&] { streams_.requireRoom(); }), "");
  add("b");
  EXPECT_EQ(codeOf([&] { streams_.requireRoom(); }), "live_streams_max");
  EXPECT_EQ(codeOf([&] { add("c"); }), "live_streams_max");
}

TEST_F(LiveStreamsTest, GivesThePlaceOfAClientWhoLeft) {
  add("a");
  add("b")->stream->detach();
  EXPECT_EQ(codeOf([&] { streams_.requireRoom(); }), "");
  add("c");
  EXPECT_EQ(streams_.open().size(), 2U);
}

TEST_F(LiveStreamsTest, EndsTheStreamsOfACallerAndNoOther) {
  const auto ended = add("a");
  const auto stays = add("b");
  streams_.endOf("a", Timestamp{});
  EXPECT_TRUE(ended->stream->closed());
  EXPECT_FALSE(stays->stream->closed());
  EXPECT_EQ(streams_.open().size(), 1U);
}

// Between the check of a request and its stream the caller may have lost its rights.
TEST_F(LiveStreamsTest, EndsAStreamOfACallerWhoWasEndedMeanwhile) {
  const Timestamp checked{std::chrono::hours(1)};
  streams_.endOf("a", checked + std::chrono::milliseconds(1));
  EXPECT_TRUE(add("a", checked)->stream->closed());
  EXPECT_FALSE(add("b", checked)->stream->closed());
  EXPECT_FALSE(add("a", checked + std::chrono::milliseconds(2))->stream->closed());
}

TEST(LiveClient, SeesWhatItsRightsAndItsFilterAllow) {
  LiveClient client;
  client.principal = {"someone", {"catalog.read"}};
  client.filter.types = {"service."};
  EXPECT_TRUE(client.wants({{}, "service.created/1", {}, "catalog.read", ""}));
  EXPECT_FALSE(client.wants({{}, "service.created/1", {}, "audit.read", ""}));
  EXPECT_FALSE(client.wants({{}, "audit.entry/1", {}, "catalog.read", ""}));
  EXPECT_FALSE(client.wants({{}, "service.undeclared/1", {}, "*", ""}));
  client.principal.permissions = {"*"};
  EXPECT_TRUE(client.wants({{}, "service.undeclared/1", {}, "*", ""}));
}

}  // namespace
}  // namespace itops::live

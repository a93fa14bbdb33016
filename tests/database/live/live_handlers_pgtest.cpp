// Where a stream begins, and who may open it.

#include "live/live_handlers.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "database/live/live_harness.hpp"
#include "unit/live/live_request.hpp"

namespace itops::live::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class LiveHandlersTest : public LiveTest {
 protected:
  LiveHandlersTest() { reader_.start(); }

  /// Opens a stream; its client is added to the streams.
  TestClient open(const LiveRequest::Texts& query, const LiveRequest::Texts& headers = {}) {
    const auto stream = std::make_shared<http::Stream>(queue_, http::AnswerToken{}, 1'000'000);
    const auto answer =
        handlers_.open(LiveRequest(query, headers, {"someone", {"open.read"}}), stream);
    EXPECT_EQ(answer.content_type, "text/event-stream");
    return TestClient(streams_.open().back());
  }

  std::string codeOf(const LiveRequest::Texts& query) {
    try {
      open(query);
    } catch (const Error& error) {
      return error.code();
    }
    return "";
  }

  /// A cursor behind the newest event.
  std::string cursor() { return LiveCursor{newest(), clock_.now()}.encode(); }

  TicketRepository tickets_{database_};
  LiveHandlers handlers_{repository_, tickets_, streams_, reader_, options_, clock_, logger_};
};

TEST_F(LiveHandlersTest, BeginAtPresentAndGiveACursorAtOnce) {
  publish(1);
  auto client = open({});
  EXPECT_TRUE(client.receivesText("retry: 2000\nid: " + cursor() + "\n\n"));
  publish(2);
  EXPECT_TRUE(client.receives({2}));
}

TEST_F(LiveHandlersTest, ResumeBehindTheHeaderOrTheQuery) {
  publish(1);
  const auto behind_one = cursor();
  publish(2);
  const auto behind_two = cursor();
  publish(3);
  EXPECT_TRUE(open({}, {{"Last-Event-ID", behind_one}}).receives({2, 3}));
  EXPECT_TRUE(open({{"lastEventId", behind_one}}).receives({2, 3}));
  EXPECT_TRUE(open({{"lastEventId", behind_one}}, {{"Last-Event-ID", behind_two}}).receives({3}));
}

TEST_F(LiveHandlersTest, TellOfAGapBehindACursorOlderThanWhatIsKept) {
  publish(1);
  const auto old = cursor();
  publish(2);
  clock_.advance(options_.keep - std::chrono::hours(1));
  auto in_time = open({}, {{"Last-Event-ID", old}});
  EXPECT_TRUE(in_time.receives({2}));
  EXPECT_THAT(in_time.text(), Not(HasSubstr("live.gap")));
  clock_.advance(std::chrono::hours(1));
  auto too_late = open({}, {{"Last-Event-ID", old}});
  EXPECT_TRUE(too_late.receives({2})) << "what is still there comes";
  EXPECT_THAT(too_late.text(), HasSubstr("event: live.gap\n"));
  EXPECT_THAT(too_late.text(), HasSubstr(R"("knownUntil":"2026-01-01T00:00:00Z")"));
}

TEST_F(LiveHandlersTest, TellOfAGapBehindACursorOfAnotherDatabase) {
  publish(1);
  const auto foreign = LiveCursor{{1'000'000'000, 5}, clock_.now()}.encode();
  for (const auto& text : {foreign, std::string("17")}) {
    auto client = open({}, {{"Last-Event-ID", text}});
    EXPECT_TRUE(client.receivesText("event: live.gap\n"));
    EXPECT_TRUE(client.receivesText("id: " + cursor()));
  }
}

TEST_F(LiveHandlersTest, GiveATicketThatOpensOneStream) {
  const auto answer = handlers_.issueTicket(LiveRequest({}, {}, {"someone", {"open.read"}}));
  EXPECT_EQ(answer.status, 201);
  const auto body = boost::json::parse(answer.body);
  EXPECT_EQ(body.at("expiresAt").as_string(), "2026-01-01T00:00:30Z");
  const std::string ticket(body.at("ticket").as_string());
  auto client = open({{"ticket", ticket}});
  EXPECT_EQ(client->principal.name, "someone");
  publish(1);
  EXPECT_TRUE(client.receives({1}));
  EXPECT_EQ(codeOf({{"ticket", ticket}}), "ticket_invalid");
}

TEST_F(LiveHandlersTest, KeepTheTicketOfARequestThatTheyRefuse) {
  const auto answer = handlers_.issueTicket(LiveRequest({}));
  const std::string ticket(boost::json::parse(answer.body).at("ticket").as_string());
  EXPECT_EQ(codeOf({{"ticket", ticket}, {"type", "*"}}), "query_invalid");
  EXPECT_EQ(codeOf({{"ticket", ticket}}), "");
}

}  // namespace
}  // namespace itops::live::test

#include "live/live_text.hpp"

#include <gtest/gtest.h>

namespace itops::live {
namespace {

constexpr Timestamp kTime{std::chrono::seconds(1'767'225'600)};

LiveEvent event() {
  return {{16, 3},
          *Uuid::parse("01a1fa8b-e0cd-7be9-9c55-c818639790f0"),
          "service.status_changed/1",
          "acme/shop/prod/c1/api",
          kTime,
          kTime + std::chrono::milliseconds(250),
          R"({"status":"DOWN"})"};
}

TEST(LiveText, WritesAnEventAsABlock) {
  EXPECT_EQ(eventBlock(event()),
            "id: 10.3.6955b900\n"
            "event: service.status_changed/1\n"
            "data: {\"id\":\"01a1fa8b-e0cd-7be9-9c55-c818639790f0\","
            "\"type\":\"service.status_changed/1\",\"path\":\"acme/shop/prod/c1/api\","
            "\"occurredAt\":\"2026-01-01T00:00:00Z\",\"publishedAt\":\"2026-01-01T00:00:00.250Z\","
            "\"data\":{\"status\":\"DOWN\"}}\n\n");
}

TEST(LiveText, KeepsHostilePathsInsideTheirLine) {
  LiveEvent hostile = event();
  hostile.path = "a\"b\nevent: forged\n\n";
  const auto block = eventBlock(hostile);
  EXPECT_NE(block.find(R"("path":"a\"b\nevent: forged\n\n")"), std::string::npos);
  EXPECT_EQ(block.find("\n\n"), block.size() - 2);
}

TEST(LiveText, WritesNullForAnEventWithoutAPath) {
  LiveEvent pathless = event();
  pathless.path.reset();
  EXPECT_NE(eventBlock(pathless).find("\"path\":null,"), std::string::npos);
}

TEST(LiveText, MovesTheCursorWithoutAnEvent) {
  const LiveCursor cursor{{16, 3}, kTime};
  EXPECT_EQ(openingBlock(cursor), "retry: 2000\nid: 10.3.6955b900\n\n");
  EXPECT_EQ(openingBlock(std::nullopt), "retry: 2000\n\n");
  EXPECT_EQ(heartbeatBlock(cursor), ": heartbeat\nid: 10.3.6955b900\n\n");
  EXPECT_EQ(heartbeatBlock(std::nullopt), ": heartbeat\n\n");
}

TEST(LiveText, TellsOfAGap) {
  EXPECT_EQ(gapBlock(kTime),
            "event: live.gap\ndata: {\"type\":\"live.gap\",\"knownUntil\":"
            "\"2026-01-01T00:00:00Z\"}\n\n");
  EXPECT_EQ(gapBlock(std::nullopt),
            "event: live.gap\ndata: {\"type\":\"live.gap\",\"knownUntil\":null}\n\n");
}

}  // namespace
}  // namespace itops::live

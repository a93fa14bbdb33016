#include "live/live_filter.hpp"

#include <gmock/gmock.h>

#include "itops/error.hpp"
#include "unit/live/live_request.hpp"

namespace itops::live {
namespace {

using test::LiveRequest;
using testing::ElementsAre;

LiveMessage message(std::string type, std::optional<std::string> path) {
  return {{}, std::move(type), std::move(path), "catalog.read", ""};
}

bool lets(const LiveRequest::Texts& query, const LiveMessage& one) {
  return liveFilterFrom(LiveRequest(query)).matches(one);
}

const LiveMessage kStatus = message("service.status_changed/1", "acme/shop/prod/c1/api");
const LiveMessage kTicket = message("ticketing.ticket_opened/2", std::nullopt);

TEST(LiveFilter, LetsEverythingThroughWithoutAQuery) {
  EXPECT_TRUE(lets({}, kStatus));
  EXPECT_TRUE(lets({}, kTicket));
}

TEST(LiveFilter, KnowsTypesWithAndWithoutRevision) {
  EXPECT_TRUE(lets({{"type", "service.status_changed/1"}}, kStatus));
  EXPECT_TRUE(lets({{"type", "service.status_changed"}}, kStatus));
  EXPECT_FALSE(lets({{"type", "service.status_changed/2"}}, kStatus));
  EXPECT_FALSE(lets({{"type", "service.status"}}, kStatus));
}

TEST(LiveFilter, KnowsBeginningsOfTypesByTheirDot) {
  EXPECT_TRUE(lets({{"type", "service."}}, kStatus));
  EXPECT_FALSE(lets({{"type", "serv"}}, kStatus));
  EXPECT_FALSE(lets({{"type", "service."}}, kTicket));
}

TEST(LiveFilter, TakesOneOfSeveralTypes) {
  EXPECT_TRUE(lets({{"type", "service.,ticketing.ticket_opened"}}, kTicket));
  EXPECT_TRUE(lets({{"type", "service.,ticketing.ticket_opened"}}, kStatus));
  EXPECT_FALSE(lets({{"type", "sla.,backup."}}, kStatus));
}

TEST(LiveFilter, EndsAPathAtASegment) {
  EXPECT_TRUE(lets({{"path", "acme/shop/prod/c1/api"}}, kStatus));
  EXPECT_TRUE(lets({{"path", "acme/shop"}}, kStatus));
  EXPECT_FALSE(lets({{"path", "acme/sho"}}, kStatus));
  EXPECT_FALSE(lets({{"path", "acme/shop/prod/c1/api/deeper"}}, kStatus));
  EXPECT_FALSE(lets({{"path", "acme"}}, kTicket)) << "an event without a path is below no node";
}

TEST(LiveFilter, WantsTypeAndPathTogether) {
  EXPECT_TRUE(lets({{"type", "service."}, {"path", "acme"}}, kStatus));
  EXPECT_FALSE(lets({{"type", "service."}, {"path", "other"}}, kStatus));
}

std::vector<std::string> refusedFields(const LiveRequest::Texts& query) {
  std::vector<std::string> fields;
  try {
    liveFilterFrom(LiveRequest(query));
  } catch (const Error& error) {
    for (const auto& field : error.fields()) fields.push_back(field.field);
  }
  return fields;
}

TEST(LiveFilter, NamesWhatItCantUse) {
  EXPECT_THAT(refusedFields({{"type", ""}}), ElementsAre("type"));
  EXPECT_THAT(refusedFields({{"type", "a,,b"}}), ElementsAre("type"));
  EXPECT_THAT(refusedFields({{"type", ".a"}}), ElementsAre("type"));
  EXPECT_THAT(refusedFields({{"type", "Service Status"}}), ElementsAre("type"));
  EXPECT_THAT(refusedFields({{"type", std::string(2000, 'a')}}), ElementsAre("type"));
  EXPECT_THAT(refusedFields({{"path", ""}, {"type", "*"}}), ElementsAre("type", "path"));
  std::string many = "a";
  for (std::size_t i = 0; i < kTypesMax; ++i) many += ",a";
  EXPECT_THAT(refusedFields({{"type", many}}), ElementsAre("type"));
}

}  // namespace
}  // namespace itops::live

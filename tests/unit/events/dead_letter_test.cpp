#include "events/dead_letter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/dead_letter_json.hpp"
#include "events/event_handlers.hpp"
#include "itops/error.hpp"
#include "itops/testing/request.hpp"

namespace itops::events::test {
namespace {

using itops::test::FakeRequest;
using testing::ElementsAre;

std::vector<std::string> wrongFieldsOf(const itops::test::RequestData::Texts& query) {
  std::vector<std::string> fields;
  try {
    deadLetterFilterFrom(FakeRequest({.query = query}));
  } catch (const Error& error) {
    for (const FieldError& field : error.fields()) fields.push_back(field.field);
  }
  return fields;
}

TEST(DeliveryIdText, ReadsBackAsItWasWritten) {
  EXPECT_EQ(toString({4'711, 3}), "4711.3");
  EXPECT_EQ(parseDeliveryId("4711.3"), (DeliveryId{4'711, 3}));
}

TEST(DeliveryIdText, OfAnyOtherFormIsNone) {
  for (const char* text : {"", ".", "1", "1.", ".1", "1.2.3", "a.1", "-1.1", "0.1", "1.0", " 1.1",
                           "99999999999999999999.1", "1.99999999999"}) {
    EXPECT_EQ(parseDeliveryId(text), std::nullopt) << text;
  }
}

TEST(DeadLetterFilter, HasDefaults) {
  const DeadLetterFilter filter = deadLetterFilterFrom(FakeRequest());
  EXPECT_EQ(filter.limit, 100);
  EXPECT_EQ(filter.consumer, std::nullopt);
  EXPECT_EQ(filter.after, std::nullopt);
}

TEST(DeadLetterFilter, NamesEverythingThatIsWrong) {
  EXPECT_THAT(wrongFieldsOf({{"limit", "0"}, {"cursor", "x"}}), ElementsAre("limit", "cursor"));
}

TEST(ConsumerJson, TellsTheAgeOfTheOldestPendingEvent) {
  const Timestamp noon = *parseTimestamp("2026-03-01T12:00:00Z");
  ConsumerLag lag{.name = "sla.open_incident", .oldest_published_at = noon};
  EXPECT_EQ(consumerJson(lag, noon + std::chrono::milliseconds(1'500)).at("lagSeconds"), 1.5);
  lag.oldest_published_at.reset();
  EXPECT_EQ(consumerJson(lag, noon).at("lagSeconds"), 0.0);
  EXPECT_TRUE(consumerJson(lag, noon).at("oldestPublishedAt").is_null());
}

}  // namespace
}  // namespace itops::events::test

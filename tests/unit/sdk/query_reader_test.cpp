#include "itops/query.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/testing/request.hpp"

namespace itops {
namespace {

using test::FakeRequest;
using test::RequestBuilder;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

RequestBuilder request() {
  return RequestBuilder::get("/");
}

std::vector<std::string> wrongFields(const QueryReader& reader) {
  std::vector<std::string> fields;
  try {
    reader.throwIfWrong();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "query_invalid");
    for (const FieldError& field : error.fields()) fields.push_back(field.field);
  }
  return fields;
}

TEST(QueryReader, ReadsWhatIsThere) {
  const FakeRequest query = request()
                                .query("path", "a/b")
                                .query("state", "open")
                                .query("flag", "true")
                                .query("from", "2026-03-01")
                                .query("to", "2026-03-01T12:00:00+02:00")
                                .query("limit", "500")
                                .build();
  QueryReader reader(query);
  EXPECT_THAT(reader.text("path"), Optional(Eq("a/b")));
  EXPECT_THAT(reader.word("state", {"open", "closed"}), Optional(Eq("open")));
  EXPECT_THAT(reader.flag("flag"), Optional(true));
  EXPECT_EQ(formatTimestamp(*reader.timestamp("from")), "2026-03-01T00:00:00Z");
  EXPECT_EQ(formatTimestamp(*reader.timestamp("to")), "2026-03-01T10:00:00Z");
  EXPECT_EQ(reader.limit(), 500);
  EXPECT_THAT(wrongFields(reader), ElementsAre());
}

TEST(QueryReader, TakesAbsentAndEmptyAlike) {
  const FakeRequest query = request().query("path", "").query("limit", "").build();
  QueryReader reader(query);
  EXPECT_EQ(reader.text("path"), std::nullopt);
  EXPECT_EQ(reader.flag("flag"), std::nullopt);
  EXPECT_EQ(reader.timestamp("from"), std::nullopt);
  EXPECT_EQ(reader.limit(), 100);
  EXPECT_FALSE(reader.cursor("list", QueryReader::KeyType::kText));
  EXPECT_THAT(wrongFields(reader), ElementsAre());
}

TEST(QueryReader, NamesEverythingThatIsWrong) {
  const FakeRequest query = request()
                                .query("path", std::string("a\0b", 3))
                                .query("state", "fine")
                                .query("flag", "yes")
                                .query("from", "2026-02-30")
                                .query("limit", "501")
                                .query("cursor", "zz")
                                .build();
  QueryReader reader(query);
  reader.text("path");
  reader.word("state", {"open", "closed"});
  reader.flag("flag");
  reader.timestamp("from");
  reader.limit();
  reader.cursor("list", QueryReader::KeyType::kText);
  reader.wrong("to", "Expected something else.");
  EXPECT_THAT(wrongFields(reader),
              ElementsAre("path", "state", "flag", "from", "limit", "cursor", "to"));
}

TEST(QueryReader, TakesBackTheCursorThatItGave) {
  const PageCursor given{"Größe\nund mehr", -17};
  const FakeRequest query = request().query("cursor", encodeCursor("list", given)).build();
  QueryReader reader(query);
  const auto cursor = reader.cursor("list", QueryReader::KeyType::kText);
  ASSERT_TRUE(cursor);
  EXPECT_EQ(cursor->key, given.key);
  EXPECT_EQ(cursor->id, given.id);
}

TEST(QueryReader, RefusesTheCursorOfAnotherListOrType) {
  const FakeRequest query = request().query("cursor", encodeCursor("list", {"text", 1})).build();
  QueryReader other(query), time(query);
  EXPECT_FALSE(other.cursor("other", QueryReader::KeyType::kText));
  EXPECT_THAT(wrongFields(other), ElementsAre("cursor"));
  EXPECT_FALSE(time.cursor("list", QueryReader::KeyType::kTime));
  EXPECT_THAT(wrongFields(time), ElementsAre("cursor"));
}

}  // namespace
}  // namespace itops

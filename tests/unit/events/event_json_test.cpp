#include "events/event_json.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "itops/error.hpp"
#include "itops/events/service_status_changed.hpp"

namespace itops::events::test {
namespace {

/// One member of each type that events may have.
struct Everything {
  std::string text;
  std::optional<std::string> note;
  std::int32_t count = 0;
  std::int64_t big = 0;
  double ratio = 0;
  bool flag = false;
  Timestamp at{};
  Uuid id;
  Status status = Status::kUnknown;
  std::vector<std::string> tags;

  bool operator==(const Everything&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("text", self.text, "");
    visit("note", self.note, "");
    visit("count", self.count, "");
    visit("big", self.big, "");
    visit("ratio", self.ratio, "");
    visit("flag", self.flag, "");
    visit("at", self.at, "");
    visit("id", self.id, "");
    visit("status", self.status, "");
    visit("tags", self.tags, "");
  }
};

template <class E>
std::string jsonOf(const E& event) {
  JsonEventWriter writer;
  E::fields(event, event_fields::Write(writer));
  return writer.json();
}

template <class E>
E eventFrom(const std::string& json) {
  const JsonEventReader reader(json);
  E event{};
  E::fields(event, event_fields::Read(reader));
  return event;
}

std::string errorCodeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  return "nothing was thrown";
}

Everything example() {
  return {.text = "a \"quoted\" \\ text\nwith \xC3\xA4",
          .note = "n",
          .count = -7,
          .big = std::numeric_limits<std::int64_t>::min(),
          .ratio = 0.1,
          .flag = true,
          .at = *parseTimestamp("2026-03-01T12:00:00.123456Z"),
          .id = Uuid::generate(),
          .status = Status::kDegraded,
          .tags = {"a", "b, c", ""}};
}

TEST(EventJson, GivesEveryTypeOfMemberBackAsItWas) {
  const Everything event = example();
  EXPECT_EQ(eventFrom<Everything>(jsonOf(event)), event);
}

TEST(EventJson, KeepsAnEmptyOptionalEmpty) {
  Everything event = example();
  event.note.reset();
  EXPECT_NE(jsonOf(event).find("\"note\":null"), std::string::npos);
  EXPECT_EQ(eventFrom<Everything>(jsonOf(event)), event);
}

TEST(EventJson, TellsTheMemberPathToFilterBy) {
  JsonEventWriter writer;
  ServiceStatusChanged event;
  event.path = "org/p/e/c/db";
  ServiceStatusChanged::fields(event, event_fields::Write(writer));
  EXPECT_EQ(writer.path(), "org/p/e/c/db");
  JsonEventWriter without;
  without.text("place", "org/p/e/c/db");
  EXPECT_EQ(without.path(), std::nullopt);
}

TEST(EventJson, RefusesWhatCantBeStored) {
  JsonEventWriter writer;
  const std::vector<std::string> list{std::string("a\0b", 3)};
  EXPECT_EQ(errorCodeOf([&] { writer.text("m", list.front()); }), "event_value");
  EXPECT_EQ(errorCodeOf([&] { writer.texts("m", list); }), "event_value");
  EXPECT_EQ(errorCodeOf([&] { writer.number("m", std::numeric_limits<double>::infinity()); }),
            "event_value");
}

TEST(EventJson, NamesAMemberThatIsMissingOrOfAnotherType) {
  const JsonEventReader reader(R"({"text":1,"number":"x","flag":0,"list":[1],"nothing":null})");
  EXPECT_FALSE(reader.has("absent"));
  EXPECT_FALSE(reader.has("nothing"));
  EXPECT_TRUE(reader.has("text"));
  EXPECT_EQ(errorCodeOf([&] { reader.text("absent"); }), "event_field");
  EXPECT_EQ(errorCodeOf([&] { reader.text("nothing"); }), "event_field");
  EXPECT_EQ(errorCodeOf([&] { reader.text("text"); }), "event_field");
  EXPECT_EQ(errorCodeOf([&] { reader.integer("number"); }), "event_field");
  EXPECT_EQ(errorCodeOf([&] { reader.number("number"); }), "event_field");
  EXPECT_EQ(errorCodeOf([&] { reader.boolean("flag"); }), "event_field");
  EXPECT_EQ(errorCodeOf([&] { reader.texts("list"); }), "event_field");
}

TEST(EventJson, RefusesAPayloadThatIsNoObject) {
  EXPECT_EQ(errorCodeOf([] { JsonEventReader("[1]"); }), "event_payload");
  EXPECT_EQ(errorCodeOf([] { JsonEventReader("{"); }), "event_payload");
}

}  // namespace
}  // namespace itops::events::test

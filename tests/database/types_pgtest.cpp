#include <gtest/gtest.h>

#include <cmath>

#include "database/database_harness.hpp"

namespace itops::test {
namespace {

using namespace std::chrono_literals;

class Types : public testing::Test {
 protected:
  static DatabaseHarness& harness() {
    static DatabaseHarness shared;
    return shared;
  }
  /// What PostgreSQL gives back for one parameter of a type.
  static Rows echo(const std::string& type, const Value& value) {
    const std::string name = "test.echo_" + type;
    const std::string sql = "SELECT $1::" + type + " AS value";
    return harness().database.query({name.c_str(), sql.c_str()}, std::span(&value, 1));
  }
};

TEST_F(Types, SurviveTheRoundTrip) {
  EXPECT_EQ(echo("int", 42)[0].integer("value"), 42);
  EXPECT_EQ(echo("bigint", std::numeric_limits<std::int64_t>::min())[0].integer("value"),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(echo("float8", 1.0 / 3)[0].number("value"), 1.0 / 3);
  EXPECT_TRUE(std::isnan(echo("float8", std::nan(""))[0].number("value")));
  EXPECT_EQ(echo("float8", -HUGE_VAL)[0].number("value"), -HUGE_VAL);
  EXPECT_TRUE(echo("boolean", true)[0].boolean("value"));
  const Uuid uuid = Uuid::generate();
  EXPECT_EQ(echo("uuid", uuid)[0].uuid("value"), uuid);
}

TEST_F(Types, KeepMicrosecondsOfTimestamps) {
  for (const Timestamp instant :
       {Timestamp(0us), Timestamp(-1us), Timestamp(1'772'366'700'000'001us),
        Timestamp(std::chrono::sys_days(std::chrono::year(9999) / 12 / 31)) + 24h - 1us,
        Timestamp(std::chrono::sys_days(std::chrono::year(1) / 1 / 1))}) {
    EXPECT_EQ(echo("timestamptz", instant)[0].timestamp("value"), instant);
  }
}

TEST_F(Types, RefuseTheInfinityAsATimestamp) {
  const Rows rows = echo("timestamptz", "infinity");
  EXPECT_EQ(errorOf([&] { rows[0].timestamp("value"); }), "internal database_error");
}

TEST_F(Types, KeepEveryCharacterOfATextExceptNul) {
  for (const char* text :
       {"", "$1", "it's \"quoted\" \\ {braces}", "日本語 ü 🚀", "NULL", "line\nbreak"}) {
    EXPECT_EQ(echo("text", text)[0].text("value"), text);
  }
}

TEST_F(Types, TellNullFromEmpty) {
  EXPECT_TRUE(echo("text", std::nullopt)[0].isNull("value"));
  EXPECT_FALSE(echo("text", "")[0].isNull("value"));
  EXPECT_EQ(echo("int", std::optional<std::int64_t>())[0].optionalInteger("value"), std::nullopt);
}

TEST_F(Types, KeepNastyTextsInArrays) {
  const std::vector<std::string> nasty{"",     "NULL",  "a,b",  "{x}", "\"q\"", "\\", "\\\"",
                                       "日本", " pad ", "\n\t", "'",   "$1",    "{}", "null"};
  ArrayValue array;
  for (const auto& text : nasty) array.add(text);
  EXPECT_EQ(echo("text[]", array.take())[0].textArray("value"), nasty);
}

TEST_F(Types, KeepEmptyArraysAndNullElements) {
  EXPECT_TRUE(echo("text[]", ArrayValue().take())[0].textArray("value").empty());
  constexpr Statement kUnnest{"test.unnest", "SELECT * FROM unnest($1::text[]) AS value"};
  const Rows rows = harness().database.run(kUnnest, ArrayValue().add("a").addNull().take());
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].text("value"), "a");
  EXPECT_TRUE(rows[1].isNull("value"));
}

TEST_F(Types, UnnestSeveralArraysInParallel) {
  constexpr Statement kUnnest{
      "test.unnest_many",
      "SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::boolean[]) "
      "AS t (number, instant, fraction, flag)"};
  const Rows rows = harness().database.run(
      kUnnest, ArrayValue().add(1).add(2).take(),
      ArrayValue().add(Timestamp(1us)).add(Timestamp(-1us)).take(),
      ArrayValue().add(0.1).add(HUGE_VAL).take(), ArrayValue().add(true).add(false).take());
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[1].integer("number"), 2);
  EXPECT_EQ(rows[1].timestamp("instant"), Timestamp(-1us));
  EXPECT_EQ(rows[0].number("fraction"), 0.1);
  EXPECT_FALSE(rows[1].boolean("flag"));
}

TEST_F(Types, ReadColumnsInAnyOrder) {
  constexpr Statement kWide{"test.wide", "SELECT 1 AS a, 2 AS b, 3 AS c"};
  const Rows rows = harness().database.run(kWide);
  EXPECT_EQ(rows[0].integer("c"), 3);
  EXPECT_EQ(rows[0].integer("a"), 1);
  EXPECT_EQ(rows[0].integer("a"), 1);
  EXPECT_EQ(rows[0].integer("b"), 2);
  EXPECT_EQ(detailOf([&] { rows[0].integer("d"); }), "column d: the answer has no such column");
}

TEST_F(Types, CountAffectedRows) {
  harness().database.runScript("CREATE TABLE counted (id int)");
  constexpr Statement kInsertCounted{"test.insert_counted",
                                     "INSERT INTO counted SELECT generate_series(1, $1::int)"};
  EXPECT_EQ(harness().database.run(kInsertCounted, 7).affectedCount(), 7);
  constexpr Statement kNone{"test.delete_none", "DELETE FROM counted WHERE false"};
  EXPECT_EQ(harness().database.run(kNone).affectedCount(), 0);
}

TEST_F(Types, UseUtcAndTheSettingsOfEverySession) {
  constexpr Statement kSettings{
      "test.settings",
      "SELECT current_setting('TimeZone') AS zone, current_setting('client_encoding') AS encoding, "
      "current_setting('max_parallel_workers_per_gather') AS workers, "
      "current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock, "
      "current_setting('application_name') AS application"};
  const Rows rows = harness().database.run(kSettings);
  EXPECT_EQ(rows[0].text("zone"), "UTC");
  EXPECT_EQ(rows[0].text("encoding"), "UTF8");
  EXPECT_EQ(rows[0].text("workers"), "0");
  EXPECT_EQ(rows[0].text("statement"), "10s");
  EXPECT_EQ(rows[0].text("lock"), "5s");
  EXPECT_EQ(rows[0].text("application"), "itops");
}

}  // namespace
}  // namespace itops::test

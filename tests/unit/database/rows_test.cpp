#include <gtest/gtest.h>

#include <cmath>

#include "itops/database.hpp"
#include "itops/error.hpp"

namespace itops {
namespace {

/// One row of one column `value`, without a database.
class OneValue final : public Rows::Data {
 public:
  explicit OneValue(std::optional<std::string> text) : text_(std::move(text)) {}
  int rowCount() const override { return 1; }
  std::int64_t affectedCount() const override { return 0; }
  int columnIndex(std::string_view name) const override { return name == "value" ? 0 : -1; }
  bool isNull(int, int) const override { return !text_; }
  std::string_view text(int, int) const override { return *text_; }

 private:
  std::optional<std::string> text_;
};

Rows rowsOf(std::optional<std::string> text) {
  return Rows(std::make_unique<OneValue>(std::move(text)));
}

/// The log detail of the error that reading a text in that way raises; empty when it raises none.
template <class Read>
std::string complaint(const std::optional<std::string>& text, Read read) {
  try {
    const Rows rows = rowsOf(text);
    read(rows[0]);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInternal);
    return error.logDetail();
  }
  return {};
}

std::string timestampComplaint(const std::string& text) {
  return complaint(text, [](Rows::Row row) { row.timestamp("value"); });
}

TEST(Row, ReadsNumbersAndBooleans) {
  EXPECT_EQ(rowsOf("-7")[0].integer("value"), -7);
  EXPECT_EQ(rowsOf("1e-7")[0].number("value"), 1e-7);
  EXPECT_TRUE(std::isnan(rowsOf("NaN")[0].number("value")));
  EXPECT_EQ(rowsOf("-Infinity")[0].number("value"), -HUGE_VAL);
  EXPECT_TRUE(rowsOf("t")[0].boolean("value"));
  EXPECT_FALSE(rowsOf("f")[0].boolean("value"));
}

TEST(Row, ReadsTimestampsInAllPrecisions) {
  const auto micros = [](const char* text) {
    return rowsOf(text)[0].timestamp("value").time_since_epoch().count();
  };
  EXPECT_EQ(micros("1970-01-01 00:00:00+00"), 0);
  EXPECT_EQ(micros("1970-01-01 00:00:01.5+00"), 1'500'000);
  EXPECT_EQ(micros("1969-12-31 23:59:59.999999+00"), -1);
  EXPECT_EQ(micros("2024-02-29 12:34:56.000001+00"), 1'709'210'096'000'001);
}

TEST(Row, RefusesTimestampsThatATimestampCannotHold) {
  for (const char* text :
       {"infinity", "-infinity", "0044-03-15 12:00:00+00 BC", "10000-01-01 00:00:00+00",
        "2026-03-01 12:00:00+05:30", "2026-03-01", "2026-03-01 12:00:00", "2026-02-30 12:00:00+00",
        "2026-03-01 12:00:00.1234567+00", "2026-03-01 12:00:00.+00", ""}) {
    EXPECT_NE(timestampComplaint(text), "") << text;
  }
}

TEST(Row, NamesTheColumnOfANull) {
  EXPECT_EQ(complaint(std::nullopt, [](Rows::Row row) { row.integer("value"); }),
            "column value: NULL was read as a plain value");
}

TEST(Row, NamesAColumnThatIsMissing) {
  EXPECT_EQ(complaint("1", [](Rows::Row row) { row.integer("other"); }),
            "column other: the answer has no such column");
}

TEST(Row, DoesNotRepeatTheTextThatDoesNotRead) {
  EXPECT_EQ(complaint("12 monkeys", [](Rows::Row row) { row.integer("value"); }),
            "column value: the text doesn't read as an integer");
}

TEST(Row, ReadsNullAsAnEmptyOptional) {
  const Rows rows = rowsOf(std::nullopt);
  EXPECT_EQ(rows[0].optionalText("value"), std::nullopt);
  EXPECT_EQ(rows[0].optionalInteger("value"), std::nullopt);
  EXPECT_EQ(rows[0].optionalTimestamp("value"), std::nullopt);
}

TEST(Row, ReadsTextArrays) {
  const auto elements = [](const char* text) { return rowsOf(text)[0].textArray("value"); };
  EXPECT_EQ(elements("{}"), std::vector<std::string>{});
  EXPECT_EQ(elements("{a,b}"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(elements(R"({"a,b","q\"\\","",ü,"NULL"})"),
            (std::vector<std::string>{"a,b", "q\"\\", "", "ü", "NULL"}));
}

TEST(Row, RefusesArraysThatAreNotPlainTexts) {
  for (const char* text :
       {"{NULL}", "{{a},{b}}", "{a", "a}", "{\"a}", "{a,}", "{a}x", "", "{\"\\"}) {
    EXPECT_NE(complaint(text, [](Rows::Row row) { row.textArray("value"); }), "") << text;
  }
}

}  // namespace
}  // namespace itops

#include "config/value.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <variant>

#include "config/schema.hpp"

namespace itops::config {
namespace {

using namespace std::chrono_literals;

template <class T>
T goodValue(const Setting& setting, std::string_view text) {
  return std::get<T>(std::get<Value>(parseValue(setting, text)));
}

TEST(Value, IsOfTheTypeOfItsSetting) {
  EXPECT_TRUE(goodValue<bool>({.key = "k", .type = ConfigType::kBool}, "true"));
  EXPECT_FALSE(goodValue<bool>({.key = "k", .type = ConfigType::kBool}, "False"));
  EXPECT_EQ(goodValue<std::int64_t>({.key = "k", .type = ConfigType::kInteger}, "-5"), -5);
  EXPECT_EQ(goodValue<double>({.key = "k", .type = ConfigType::kNumber}, "0.25"), 0.25);
  EXPECT_EQ(goodValue<std::chrono::milliseconds>({.key = "k", .type = ConfigType::kDuration}, "2m"),
            120s);
  EXPECT_EQ(goodValue<std::string>({.key = "k"}, "a b"), "a b");
}

TEST(Value, OfASecretIsRevealedOnlyOnDemand) {
  const Setting setting{.key = "k", .type = ConfigType::kSecret};
  EXPECT_EQ(goodValue<Secret>(setting, "line\nline").reveal(), "line\nline");
}

TEST(Value, MayBeEmptyWhenTheDefaultIs) {
  const Setting setting{.key = "k", .minimum = 5, .maximum = 9};
  EXPECT_EQ(goodValue<std::string>(setting, ""), "");
}

TEST(Value, KeepsTheEndsOfItsRange) {
  const Setting setting{.key = "k", .type = ConfigType::kInteger, .minimum = 1, .maximum = 3};
  EXPECT_EQ(goodValue<std::int64_t>(setting, "1"), 1);
  EXPECT_EQ(goodValue<std::int64_t>(setting, "3"), 3);
}

struct Refused {
  const char* name;
  const char* key;
  std::string text;
  const char* found;
  const char* expected;
};

std::ostream& operator<<(std::ostream& out, const Refused& one) {
  return out << one.name;
}

class RefusedValue : public testing::TestWithParam<Refused> {};

TEST_P(RefusedValue, TellsWhatWasFoundAndExpected) {
  const Schema schema;
  const auto parsed = parseValue(*schema.find(GetParam().key), GetParam().text);
  ASSERT_TRUE(std::holds_alternative<BadValue>(parsed));
  EXPECT_EQ(std::get<BadValue>(parsed).found, GetParam().found);
  EXPECT_EQ(std::get<BadValue>(parsed).expected, GetParam().expected);
}

constexpr const char* kPort = "a whole number from 0 to 65535";
constexpr const char* kBytes = "a whole number of bytes from 1024 to 67108864";
constexpr const char* kWait = "a duration such as 250ms, 30s, 5m, 24h or 90d, from 10ms to 1m";
constexpr const char* kZone =
    "a name of the time zone database such as UTC or Europe/Berlin (package tzdata)";

INSTANTIATE_TEST_SUITE_P(
    Kernel, RefusedValue,
    testing::Values(
        Refused{"Word", "server.port", "http", "\"http\"", kPort},
        Refused{"TooLarge", "server.port", "65536", "\"65536\"", kPort},
        Refused{"Negative", "server.port", "-1", "\"-1\"", kPort},
        Refused{"Fraction", "server.port", "80.5", "\"80.5\"", kPort},
        Refused{"Space", "server.port", " 80", "\" 80\"", kPort},
        Refused{"Empty", "server.port", "", "\"\"", kPort},
        Refused{"Overflow", "server.port", "99999999999999999999", "\"99999999999999999999\"",
                kPort},
        Refused{"UnitOfBytes", "server.body_bytes_max", "1MiB", "\"1MiB\"", kBytes},
        Refused{"TooFewBytes", "server.body_bytes_max", "10", "\"10\"", kBytes},
        Refused{"NoUnit", "database.pool_wait", "2", "\"2\"", kWait},
        Refused{"TooLong", "database.pool_wait", "2h", "\"2h\"", kWait},
        Refused{"NoBool", "plugins.strict", "yes", "\"yes\"", "true or false"},
        Refused{"NoChoice", "logging.level", "WARN", "\"WARN\"",
                "one of debug, info, warning, error"},
        Refused{"EmptyChoice", "logging.format", "", "\"\"", "one of json, text"},
        Refused{"NoZone", "timezone", "Mars/Base", "\"Mars/Base\"", kZone},
        Refused{"EmptyFolder", "data.dir", "", "\"\"", "a text of 1 to 1024 characters"},
        Refused{"LineEnd", "data.dir", "a\nb", "\"a\\nb\"", "a text without control characters"},
        Refused{"NotUtf8", "data.dir", "M\xFCller", "\"M\uFFFDller\"",
                "a text of UTF-8; at byte 2 is no usable character"},
        Refused{"LongText", "data.dir", std::string(70'000, 'x'),
                "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                "...\"",
                "at most 65536 bytes"},
        Refused{"ShortSecret", "jwt.secret", std::string(31, 's'),
                "a text of 31 characters (not shown)", "a text of 32 to 4096 characters"},
        Refused{"SecretWithSpace", "security.operator_api_key", "sixteen letters and spaces",
                "a text of 26 characters (not shown)",
                "only letters, digits and signs of ASCII, without spaces, as it travels in HTTP "
                "headers"},
        Refused{"OtherUrl", "database.url", "mysql://u:p@h/d",
                "a text of 15 characters (not shown)",
                "postgresql://USER:PASSWORD@HOST:PORT/NAME"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Value, NumbersMustBeFinite) {
  const Setting setting{.key = "k", .type = ConfigType::kNumber};
  for (const char* text : {"inf", "nan", "-inf", "1e999", "1,5", "0x1p3", ""}) {
    EXPECT_TRUE(std::holds_alternative<BadValue>(parseValue(setting, text))) << text;
  }
}

TEST(Value, ASecretWithANulIsRefused) {
  const Setting setting{.key = "k", .type = ConfigType::kSecret};
  const std::string text("a\0b", 3);
  EXPECT_TRUE(std::holds_alternative<BadValue>(parseValue(setting, text)));
}

}  // namespace
}  // namespace itops::config

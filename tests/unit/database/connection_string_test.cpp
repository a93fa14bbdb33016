#include "database/connection_string.hpp"

#include <gmock/gmock.h>
#include <libpq-fe.h>

#include "itops/error.hpp"

namespace itops {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What libpq understands under a keyword; empty when it isn't set.
std::string understood(const DatabaseOptions& options, const std::string& keyword) {
  PQconninfoOption* parsed = PQconninfoParse(connectionString(options).c_str(), nullptr);
  std::string value;
  for (auto* option = parsed; option != nullptr && option->keyword != nullptr; ++option) {
    if (option->keyword == keyword && option->val != nullptr) value = option->val;
  }
  PQconninfoFree(parsed);
  return value;
}

std::string refusal(const DatabaseOptions& options) {
  try {
    connectionString(options);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "database_options");
    return error.what() + error.logDetail();
  }
  return "nothing was thrown";
}

TEST(ConnectionString, KeepsEveryCharacterOfAPassword) {
  DatabaseOptions options;
  options.password = Secret("a b'c\\d\"e%20 =ü\\' ");
  EXPECT_EQ(understood(options, "password"), options.password.reveal());
}

TEST(ConnectionString, TakesTheParts) {
  DatabaseOptions options;
  options.host = "/run/with blank";
  options.port = 6543;
  EXPECT_EQ(understood(options, "host"), "/run/with blank");
  EXPECT_EQ(understood(options, "port"), "6543");
  EXPECT_EQ(understood(options, "dbname"), "itops");
}

TEST(ConnectionString, PrefersTheUrlOverTheParts) {
  DatabaseOptions options;
  options.host = "ignored";
  options.password = Secret("ignored");
  options.url = Secret("postgresql://me:p%20w%25@db.example:6000/data?application_name=mine");
  EXPECT_EQ(understood(options, "host"), "db.example");
  EXPECT_EQ(understood(options, "password"), "p w%");
  EXPECT_EQ(understood(options, "dbname"), "data");
  EXPECT_EQ(understood(options, "application_name"), "mine");
}

TEST(ConnectionString, AddsTheSessionSettingsToThoseOfTheUrl) {
  DatabaseOptions options;
  options.url = Secret("postgresql://h/d?options=-c%20work_mem%3D9MB");
  options.statement_timeout = std::chrono::milliseconds(1234);
  EXPECT_THAT(understood(options, "options"), HasSubstr("-c work_mem=9MB -c TimeZone=UTC"));
  EXPECT_THAT(understood(options, "options"), HasSubstr("statement_timeout=1234"));
}

TEST(ConnectionString, RoundsTheConnectTimeoutUp) {
  DatabaseOptions options;
  options.connect_timeout = std::chrono::milliseconds(2001);
  EXPECT_EQ(understood(options, "connect_timeout"), "3");
}

TEST(ConnectionString, RefusesAnUnreadableUrlWithoutRepeatingIt) {
  DatabaseOptions options;
  options.url = Secret("postgresql://me:hunter2%@db");
  EXPECT_THAT(refusal(options), HasSubstr("database URL can't be read"));
  EXPECT_THAT(refusal(options), Not(HasSubstr("hunter2")));
}

TEST(ConnectionString, RefusesWhatCannotBe) {
  DatabaseOptions options;
  options.pool_size = 0;
  EXPECT_THAT(refusal(options), HasSubstr("pool size is 0; it must be between 1 and 1000"));
  options = {};
  options.sslmode = "maybe";
  EXPECT_THAT(refusal(options), HasSubstr("sslmode 'maybe' is unknown"));
  options = {};
  options.password = Secret(std::string("a\0b", 3));
  EXPECT_THAT(refusal(options), HasSubstr("U+0000"));
}

}  // namespace
}  // namespace itops

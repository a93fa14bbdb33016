#include "database/sql_error.hpp"

#include <gtest/gtest.h>

namespace itops {
namespace {

struct Case {
  const char* name;
  const char* sqlstate;
  SqlErrorClass expected;
  ErrorKind kind;
  const char* code;
};

class SqlErrorClassification : public testing::TestWithParam<Case> {};

TEST_P(SqlErrorClassification, MapsToKindAndCode) {
  const Case& it = GetParam();
  EXPECT_EQ(classifySqlError(it.sqlstate, ""), it.expected);
  try {
    throwSqlError(it.expected, "detail");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), it.kind);
    EXPECT_EQ(error.code(), it.code);
    EXPECT_EQ(error.logDetail(), "detail");
  }
}

using enum SqlErrorClass;
using enum ErrorKind;
INSTANTIATE_TEST_SUITE_P(
    States, SqlErrorClassification,
    testing::Values(
        Case{"NoStateAtAll", "", kConnection, kUnavailable, "database_unavailable"},
        Case{"ConnectionFailure", "08006", kConnection, kUnavailable, "database_unavailable"},
        Case{"AdminShutdown", "57P01", kConnection, kUnavailable, "database_unavailable"},
        Case{"CrashShutdown", "57P02", kConnection, kUnavailable, "database_unavailable"},
        Case{"StartingUp", "57P03", kConnection, kUnavailable, "database_unavailable"},
        Case{"IdleInTransaction", "25P03", kConnection, kUnavailable, "database_unavailable"},
        Case{"ReadOnlyAfterFailOver", "25006", kConnection, kUnavailable, "database_unavailable"},
        Case{"StatementVanished", "26000", kStalePlan, kUnavailable, "database_unavailable"},
        Case{"DiskFull", "53100", kResources, kUnavailable, "database_unavailable"},
        Case{"TooManyConnections", "53300", kResources, kUnavailable, "database_unavailable"},
        Case{"StatementTimeout", "57014", kTimeout, kUnavailable, "database_timeout"},
        Case{"Serialisation", "40001", kContention, kUnavailable, "database_contention"},
        Case{"Deadlock", "40P01", kContention, kUnavailable, "database_contention"},
        Case{"LockTimeout", "55P03", kContention, kUnavailable, "database_contention"},
        Case{"UniqueViolation", "23505", kStatement, kInternal, "database_error"},
        Case{"OtherUnsupported", "0A000", kStatement, kInternal, "database_error"}),
    [](const auto& it) { return std::string(it.param.name); });

TEST(SqlError, TellsAStalePlanByTheServersFunction) {
  EXPECT_EQ(classifySqlError("0A000", "RevalidateCachedQuery"), SqlErrorClass::kStalePlan);
}

}  // namespace
}  // namespace itops

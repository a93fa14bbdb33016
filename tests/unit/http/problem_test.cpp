#include "http/problem.hpp"

#include <gtest/gtest.h>

namespace itops::http {
namespace {

TEST(Problem, GivesEveryKindOfErrorItsStatus) {
  EXPECT_EQ(httpStatus(ErrorKind::kInvalid), 400);
  EXPECT_EQ(httpStatus(ErrorKind::kUnauthenticated), 401);
  EXPECT_EQ(httpStatus(ErrorKind::kForbidden), 403);
  EXPECT_EQ(httpStatus(ErrorKind::kNotFound), 404);
  EXPECT_EQ(httpStatus(ErrorKind::kConflict), 409);
  EXPECT_EQ(httpStatus(ErrorKind::kTooLarge), 413);
  EXPECT_EQ(httpStatus(ErrorKind::kUnavailable), 503);
  EXPECT_EQ(httpStatus(ErrorKind::kInternal), 500);
}

TEST(Problem, LeavesTheLogDetailOut) {
  const auto problem = problemOf(Error(ErrorKind::kConflict, "taken", "It is taken.", "row 7"));
  EXPECT_EQ(problemResponse(problem, "r").body,
            R"({"type":"about:blank","title":"Conflict","status":409,"detail":"It is taken.",)"
            R"("code":"taken","requestId":"r"})");
}

TEST(Problem, TellsWhenToTryAgain) {
  for (const int status : {429, 503}) {
    const auto response = problemResponse({status, "later", "Later."}, "r");
    ASSERT_EQ(response.headers.size(), 1U);
    EXPECT_EQ(response.headers[0].first, "Retry-After");
  }
}

TEST(Problem, HasATitleForAnyStatus) {
  EXPECT_EQ(statusTitle(404), "Not Found");
  EXPECT_EQ(statusTitle(599), "Unknown");
}

}  // namespace
}  // namespace itops::http

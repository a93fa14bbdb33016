#include "backup_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/testing/push.hpp"

namespace itops::backup {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

std::vector<std::string> warningsOf(const test::FakePushFields& fields) {
  std::vector<std::string> warnings;
  for (const PushWarning& warning : fields.warnings()) {
    warnings.push_back(warning.code + " " + warning.field);
  }
  return warnings;
}

TEST(BackupReport, HasWhatWasSent) {
  test::FakePushFields fields{{"status", "success"},
                              {"sizeBytes", 5242880},
                              {"durationSeconds", 12.5},
                              {"verifiedAt", "2026-03-01T03:00:00Z"},
                              {"message", "pg_dump completed"}};
  const Attempt attempt = readBackupReport(fields)->attempt;
  EXPECT_EQ(attempt.outcome, Outcome::kSuccess);
  EXPECT_THAT(attempt.size_bytes, Optional(5242880));
  EXPECT_THAT(attempt.duration_seconds, Optional(12.5));
  EXPECT_THAT(attempt.verified_at, Optional(*parseTimestamp("2026-03-01T03:00:00Z")));
  EXPECT_EQ(attempt.message, "pg_dump completed");
  EXPECT_THAT(fields.unexpected(), IsEmpty());
  EXPECT_THAT(warningsOf(fields), IsEmpty());
}

TEST(BackupReport, TakesEachStatusForWhatItIsAndAnyOtherForAFailure) {
  for (const auto& [status, outcome] :
       std::vector<std::pair<std::string, Outcome>>{{"success", Outcome::kSuccess},
                                                    {"partial", Outcome::kPartial},
                                                    {"failed", Outcome::kFailed},
                                                    {"great", Outcome::kFailed}}) {
    test::FakePushFields fields{{"status", status}};
    EXPECT_EQ(readBackupReport(fields)->attempt.outcome, outcome) << status;
    EXPECT_EQ(fields.warnings().size(), status == "great" ? 1U : 0U);
  }
}

TEST(BackupReport, WithoutAStatusIsAFailureAndSaysSo) {
  test::FakePushFields fields{{"sizeBytes", 0}};
  const Attempt attempt = readBackupReport(fields)->attempt;
  EXPECT_EQ(attempt.outcome, Outcome::kFailed);
  EXPECT_THAT(attempt.size_bytes, Optional(0));
  EXPECT_THAT(warningsOf(fields), ElementsAre("backup.status_unknown status"));
}

TEST(BackupReport, LeavesNegativeFiguresOutAndSaysSo) {
  test::FakePushFields fields{{"status", "success"}, {"sizeBytes", -1}, {"durationSeconds", -0.5}};
  const Attempt attempt = readBackupReport(fields)->attempt;
  EXPECT_EQ(attempt.size_bytes, std::nullopt);
  EXPECT_EQ(attempt.duration_seconds, std::nullopt);
  EXPECT_THAT(warningsOf(fields),
              ElementsAre("field.ignored sizeBytes", "field.ignored durationSeconds"));
}

}  // namespace
}  // namespace itops::backup

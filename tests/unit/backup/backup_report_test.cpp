#include "backup_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace itops::backup {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

/// Fields of which every value is right already; how values are bent is the kernel's.
class GivenFields final : public PushFields {
 public:
  using Values = std::map<std::string, std::string, std::less<>>;

  explicit GivenFields(Values values) : values_(std::move(values)) {}

  std::optional<std::string> text(std::string_view name, std::size_t) override {
    const auto found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<double> number(std::string_view name) override {
    const auto value = text(name, 0);
    return value ? std::optional(std::stod(*value)) : std::nullopt;
  }
  std::optional<std::int64_t> integer(std::string_view name) override {
    const auto value = text(name, 0);
    return value ? std::optional<std::int64_t>(std::stoll(*value)) : std::nullopt;
  }
  std::optional<std::string> word(std::string_view name, std::span<const std::string_view> allowed,
                                  std::string_view fallback, std::string_view code) override {
    auto value = text(name, 0);
    if (!value || std::find(allowed.begin(), allowed.end(), *value) != allowed.end()) return value;
    warn(code, name, "");
    return std::string(fallback);
  }
  std::optional<Timestamp> timestamp(std::string_view name) override {
    return parseTimestamp(text(name, 0).value_or(""));
  }
  void warn(std::string_view code, std::string_view field, std::string) override {
    warnings.push_back(std::string(code) + " " + std::string(field));
  }

  std::vector<std::string> warnings;

 private:
  Values values_;
};

TEST(BackupReport, HasWhatWasSent) {
  GivenFields fields(GivenFields::Values{{"status", "success"},
                                         {"sizeBytes", "5242880"},
                                         {"durationSeconds", "12.5"},
                                         {"verifiedAt", "2026-03-01T03:00:00Z"},
                                         {"message", "pg_dump completed"}});
  const Attempt attempt = readBackupReport(fields)->attempt;
  EXPECT_EQ(attempt.outcome, Outcome::kSuccess);
  EXPECT_THAT(attempt.size_bytes, Optional(5242880));
  EXPECT_THAT(attempt.duration_seconds, Optional(12.5));
  EXPECT_THAT(attempt.verified_at, Optional(*parseTimestamp("2026-03-01T03:00:00Z")));
  EXPECT_EQ(attempt.message, "pg_dump completed");
  EXPECT_THAT(fields.warnings, IsEmpty());
}

TEST(BackupReport, TakesEachStatusForWhatItIsAndAnyOtherForAFailure) {
  for (const auto& [status, outcome] :
       std::vector<std::pair<std::string, Outcome>>{{"success", Outcome::kSuccess},
                                                    {"partial", Outcome::kPartial},
                                                    {"failed", Outcome::kFailed},
                                                    {"great", Outcome::kFailed}}) {
    GivenFields fields(GivenFields::Values{{"status", status}});
    EXPECT_EQ(readBackupReport(fields)->attempt.outcome, outcome) << status;
    EXPECT_EQ(fields.warnings.size(), status == "great" ? 1U : 0U);
  }
}

TEST(BackupReport, WithoutAStatusIsAFailureAndSaysSo) {
  GivenFields fields(GivenFields::Values{{"sizeBytes", "0"}});
  const Attempt attempt = readBackupReport(fields)->attempt;
  EXPECT_EQ(attempt.outcome, Outcome::kFailed);
  EXPECT_THAT(attempt.size_bytes, Optional(0));
  EXPECT_THAT(fields.warnings, ElementsAre("backup.status_unknown status"));
}

TEST(BackupReport, LeavesNegativeFiguresOutAndSaysSo) {
  GivenFields fields(
      GivenFields::Values{{"status", "success"}, {"sizeBytes", "-1"}, {"durationSeconds", "-0.5"}});
  const Attempt attempt = readBackupReport(fields)->attempt;
  EXPECT_EQ(attempt.size_bytes, std::nullopt);
  EXPECT_EQ(attempt.duration_seconds, std::nullopt);
  EXPECT_THAT(fields.warnings,
              ElementsAre("field.ignored sizeBytes", "field.ignored durationSeconds"));
}

}  // namespace
}  // namespace itops::backup

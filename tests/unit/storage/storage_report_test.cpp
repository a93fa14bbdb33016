#include "storage_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/testing/push.hpp"

namespace itops::storage {
namespace {

using test::FakePushFields;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> warningsOf(FakePushFields fields) {
  readReport(fields);
  std::vector<std::string> list;
  for (const PushWarning& warning : fields.warnings()) {
    list.push_back(warning.code + " " + warning.field);
  }
  return list;
}

// PUSH-24, PUSH-25, PUSH-26, PUSH-27
TEST(StorageReport, TakesTheDocumentedFields) {
  FakePushFields fields({{"allocatedBytes", std::int64_t{107374182400}},
                         {"usedBytes", std::int64_t{53687091200}},
                         {"storageType", "pvc"},
                         {"mountPath", "/var/lib/postgresql"}});
  const StorageReport report = readReport(fields);
  EXPECT_EQ(report.figures, (Figures{107374182400, 53687091200, 50}));
  EXPECT_EQ(report.storage_type, "pvc");
  EXPECT_EQ(report.mount_path, "/var/lib/postgresql");
  EXPECT_THAT(fields.warnings(), IsEmpty());
}

TEST(StorageReport, NamesAMountTheSameWithAndWithoutASlashAtItsEnd) {
  FakePushFields with({{"freePercent", 50.0}, {"mountPath", "/data//"}});
  EXPECT_EQ(readReport(with).mount_path, "/data");
  FakePushFields root({{"freePercent", 50.0}, {"mountPath", "/"}});
  EXPECT_EQ(readReport(root).mount_path, "/");
}

// SLA-56, SLA-57, SLA-58, SLA-59
TEST(StorageReport, WarnsWhenThereAreNoFigures) {
  const auto missing = ElementsAre("storage.no_figures freePercent");
  EXPECT_THAT(warningsOf(FakePushFields{}), missing);
  EXPECT_THAT(warningsOf(FakePushFields({{"allocatedBytes", std::int64_t{100}}})), missing);
  EXPECT_THAT(warningsOf(FakePushFields({{"usedBytes", std::int64_t{100}}})), missing);
  EXPECT_THAT(warningsOf(FakePushFields({{"freePercent", 0.0}})), IsEmpty());
  EXPECT_THAT(warningsOf(FakePushFields(
                  {{"allocatedBytes", std::int64_t{1}}, {"usedBytes", std::int64_t{1}}})),
              IsEmpty());
}

TEST(StorageReport, WarnsOfWhatItClamps) {
  EXPECT_THAT(warningsOf(FakePushFields(
                  {{"allocatedBytes", std::int64_t{100}}, {"usedBytes", std::int64_t{101}}})),
              ElementsAre("storage.clamped usedBytes"));
  EXPECT_THAT(warningsOf(FakePushFields({{"allocatedBytes", std::int64_t{-1}},
                                         {"usedBytes", std::int64_t{-1}},
                                         {"freePercent", 100.5}})),
              ElementsAre("storage.clamped allocatedBytes", "storage.clamped usedBytes",
                          "storage.clamped freePercent"));
  EXPECT_THAT(warningsOf(FakePushFields({{"freePercent", -0.5}})),
              ElementsAre("storage.clamped freePercent"));
  EXPECT_THAT(warningsOf(FakePushFields({{"freePercent", 100.0}})), IsEmpty());
}

TEST(StorageReport, TellsValueLimitAndRemedyOfWhatItClamps) {
  FakePushFields fields({{"allocatedBytes", std::int64_t{100}}, {"usedBytes", std::int64_t{150}}});
  readReport(fields);
  ASSERT_EQ(fields.warnings().size(), 1U);
  EXPECT_THAT(fields.warnings()[0].message, HasSubstr("usedBytes is 150"));
  EXPECT_THAT(fields.warnings()[0].message, HasSubstr("allocatedBytes, 100"));
  EXPECT_THAT(fields.warnings()[0].message, HasSubstr("check the units"));
}

}  // namespace
}  // namespace itops::storage

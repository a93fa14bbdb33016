#include "database/migration_files.hpp"

#include <gmock/gmock.h>

#include "itops/error.hpp"
#include "support/temporary_folder.hpp"

namespace itops {
namespace {

using test::TemporaryFolder;
using test::writeFile;
using testing::AllOf;
using testing::HasSubstr;

std::string refusal(const std::filesystem::path& folder) {
  try {
    readMigrationFiles(folder);
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(MigrationFiles, AreReadInOrderWithTheirChecksums) {
  const TemporaryFolder folder;
  writeFile(folder / "0002_second.sql", "SELECT 2");
  writeFile(folder / "0001_first.sql", "");
  writeFile(folder / "README.md", "not one of them");
  const auto files = readMigrationFiles(folder.path());
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].name, "first");
  EXPECT_EQ(files[0].checksum, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(files[1].number, 2);
  EXPECT_EQ(files[1].sql, "SELECT 2");
}

TEST(MigrationFiles, MayBeNone) {
  const TemporaryFolder folder;
  EXPECT_TRUE(readMigrationFiles(folder.path()).empty());
}

TEST(MigrationFiles, NeedTheirFolder) {
  EXPECT_EQ(refusal("/nonexistent"), "The migrations folder /nonexistent doesn't exist.");
}

TEST(MigrationFiles, MustBeNamedProperly) {
  for (const char* name :
       {"1_short.sql", "0001-dash.sql", "0001_Upper.sql", "0001_.sql", "x.sql"}) {
    const TemporaryFolder folder;
    writeFile(folder / name, "");
    EXPECT_THAT(refusal(folder.path()), AllOf(HasSubstr(name), HasSubstr("is misnamed")));
  }
}

TEST(MigrationFiles, MustNotShareANumber) {
  const TemporaryFolder folder;
  writeFile(folder / "0001_a.sql", "");
  writeFile(folder / "0001_b.sql", "");
  EXPECT_THAT(refusal(folder.path()),
              AllOf(HasSubstr("same number"), HasSubstr("0001_a.sql"), HasSubstr("0001_b.sql")));
}

TEST(MigrationFiles, MustNotLeaveAGap) {
  const TemporaryFolder folder;
  writeFile(folder / "0001_a.sql", "");
  writeFile(folder / "0003_c.sql", "");
  EXPECT_THAT(refusal(folder.path()), AllOf(HasSubstr("0003_c.sql"), HasSubstr("number 2")));
}

}  // namespace
}  // namespace itops

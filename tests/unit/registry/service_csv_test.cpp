#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "registry/service_json.hpp"
#include "unit/registry/some_service.hpp"

namespace itops::registry {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kHeader =
    "id,path,displayName,description,type,team,namespace,tags,criticality,source,status,"
    "statusSince,message,slaGroups,lastSeenAt,createdAt,unknownAfterSeconds,downAfterSeconds\r\n";

/// The line of a service with that message.
std::string lineWith(const std::string& message) {
  auto service = test::someService();
  service.state.message = message;
  return servicesCsv({service}, {}).substr(kHeader.size());
}

TEST(ServicesCsv, OfNothingIsTheHeader) {
  EXPECT_EQ(servicesCsv({}, {}), kHeader);
}

TEST(ServicesCsv, HasALinePerServiceWithTheHeadersColumns) {
  EXPECT_EQ(servicesCsv({test::someService()}, {}),
            kHeader +
                R"("01890a5d-ac96-774b-bcce-b302099a8057","org/infra/prod/rack/db","Db",)"
                R"("The database","database","dba","prod","sql;eu","high","external","DEGRADED",)"
                R"("2026-03-01T12:00:00.500Z","slow","a;b","2026-03-01T12:01:00Z",)"
                R"("2026-01-01T00:00:00Z",60,300)"
                "\r\n");
}

TEST(ServicesCsv, LeavesCellsEmptyForWhatIsNotKnown) {
  auto service = test::someService();
  service.state.last_seen_at.reset();
  service.fields.name_space.reset();
  service.fields.tags.clear();
  const auto csv = servicesCsv({service, service}, {});
  EXPECT_THAT(csv, HasSubstr(R"("dba","","","high")"));
  EXPECT_THAT(csv, HasSubstr(R"("a;b","","2026-01-01T00:00:00Z")"));
}

TEST(ServicesCsv, DoublesQuotesAndKeepsCommasAndLinesInsideACell) {
  EXPECT_THAT(lineWith("say \"hi\", now\nor never"),
              HasSubstr("\"say \"\"hi\"\", now\nor never\""));
}

TEST(ServicesCsv, DisarmsWhatASpreadsheetWouldTakeForAFormula) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r"}) {
    EXPECT_THAT(lineWith(start + "cmd|' /C calc'!A0"), HasSubstr("\"'" + start + "cmd"));
  }
  EXPECT_THAT(lineWith("a=b"), Not(HasSubstr("'")));
  EXPECT_THAT(lineWith(""), Not(HasSubstr("'")));
}

TEST(ServicesCsv, DisarmsEveryTextColumn) {
  auto service = test::someService();
  service.fields.display_name = service.fields.description = service.fields.type = "=1";
  service.fields.team = "=1";
  service.fields.name_space = "=1";
  service.fields.tags = {"=1", "=2"};
  service.sla_groups = {"=1"};
  const auto csv = servicesCsv({service}, {});
  EXPECT_THAT(csv, Not(HasSubstr("\"=")));
  EXPECT_THAT(csv, HasSubstr("\"'=1;=2\""));
}

}  // namespace
}  // namespace itops::registry

#include "operators/declaration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/ingest/warning_codes.hpp"

namespace itops::operators {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::Eq;
using testing::IsEmpty;
using testing::Optional;

class DeclarationTest : public testing::Test {
 protected:
  Declaration read(std::string_view text, std::string_view node_id = "") {
    return readDeclaration(json::parse(text).as_object(), node_id, "", warnings_);
  }

  ingest::Warnings warnings_;
};

// SLA-64 SLA-65 SLA-66 SLA-67 SLA-68 SLA-69 SLA-70 SLA-71 SLA-72 REPO-94
TEST_F(DeclarationTest, ReadsTheDocumentedStructuredForm) {
  const auto declared = read(R"({"version": "1",
    "hierarchy": {"organization": "myorg", "platform": "myplatform", "environment": "prod",
                  "cluster": "cluster1", "service": "postgresql"},
    "service": {"name": "postgresql", "criticality": "critical", "slaGroup": "payment-system",
                "workloadType": "statefulset", "workloadName": "postgresql", "type": "database"},
    "tags": ["database", "storage"],
    "metadata": {"usedBy": [{"name": "payment-api", "displayName": "Payment API"},
                            {"name": "user-service", "displayName": "User Service"}]},
    "operations": {"backup": {"expected": true, "maxAgeDays": 1}}})");
  EXPECT_EQ(declared.path_text, "myorg/myplatform/prod/cluster1/postgresql");
  EXPECT_THAT(declared.criticality, Optional(Eq("critical")));
  EXPECT_THAT(declared.sla_group, Optional(Eq("payment-system")));
  EXPECT_THAT(declared.workload_type, Optional(Eq("statefulset")));
  EXPECT_THAT(declared.workload_name, Optional(Eq("postgresql")));
  EXPECT_THAT(declared.type, Optional(Eq("database")));
  EXPECT_THAT(*declared.tags, ElementsAre("database", "storage"));
  EXPECT_EQ(json::serialize(declared.used_by),
            R"([{"name":"payment-api","displayName":"Payment API"},)"
            R"({"name":"user-service","displayName":"User Service"}])");
  EXPECT_THAT(declared.backup.expected, Optional(true));
  EXPECT_THAT(declared.backup.max_age_days, Optional(1.0));
  EXPECT_THAT(ingest::codesOf(warnings_), IsEmpty());
}

// SLA-33 SLA-73 SLA-74 SLA-75 SLA-76 SLA-77 SLA-78 SLA-79 SLA-80
TEST_F(DeclarationTest, ReadsFiguresThatAreWrittenAsTexts) {
  const auto declared = read(R"({"hierarchy": {"organization": "o", "platform": "p",
      "environment": "e", "cluster": "c", "service": "s"},
    "service": {"name": "s", "metadata": {"serviceType": "PostgreSQL",
      "allocatedStorage": "107374182400", "usedStorage": "53687091200", "freePercent": "50",
      "version": "15.4"}},
    "operations": {"backup": {"expected": "true", "maxAgeDays": "0.5", "schedule": "0 2 * * *",
      "storageSize": "100Gi", "retention": "30d"}}})");
  EXPECT_THAT(declared.type, Optional(Eq("PostgreSQL")));
  EXPECT_THAT(declared.storage.allocated_bytes, Optional(107'374'182'400));
  EXPECT_THAT(declared.storage.used_bytes, Optional(53'687'091'200));
  EXPECT_THAT(declared.storage.free_percent, Optional(50.0));
  EXPECT_THAT(declared.version, Optional(Eq("15.4")));
  EXPECT_THAT(declared.backup.expected, Optional(true));
  EXPECT_THAT(declared.backup.max_age_days, Optional(0.5));
  EXPECT_THAT(declared.backup.schedule, Optional(Eq("0 2 * * *")));
  EXPECT_THAT(declared.backup.storage_size, Optional(Eq("100Gi")));
  EXPECT_THAT(declared.backup.retention, Optional(Eq("30d")));
  EXPECT_THAT(ingest::codesOf(warnings_), IsEmpty());
}

TEST_F(DeclarationTest, ReadsTheFlatForm) {
  const auto declared = read(R"({"path": "o/p/e/c/api", "displayName": "The API",
    "description": "Answers.", "type": "api", "team": "web", "tags": ["x"], "slaGroup": "g",
    "criticality": "HIGH", "workload": {"type": "Deployment", "name": "release-api"},
    "backup": {"expected": false}, "health": {"enabled": true},
    "dependencies": {"requires": [{"path": "o/p/e/c/db", "critical": true}],
                     "usedBy": [{"path": "o/p/e/d/web"}]}})");
  EXPECT_EQ(declared.path_text, "o/p/e/c/api");
  EXPECT_THAT(declared.criticality, Optional(Eq("high")));
  EXPECT_THAT(declared.workload_type, Optional(Eq("deployment")));
  EXPECT_THAT(declared.workload_name, Optional(Eq("release-api")));
  EXPECT_THAT(declared.backup.expected, Optional(false));
  EXPECT_EQ(json::serialize(declared.requires_), R"([{"path":"o/p/e/c/db","critical":true}])");
  EXPECT_EQ(json::serialize(declared.used_by), R"([{"path":"o/p/e/d/web"}])");
  EXPECT_THAT(ingest::codesOf(warnings_), IsEmpty());
}

// START-38
TEST_F(DeclarationTest, AnEmptyGroupIsNone) {
  EXPECT_FALSE(read(R"({"path": "o/p/e/c/api", "slaGroup": ""})").sla_group);
}

TEST_F(DeclarationTest, TheAgentsNodeServesWhereNoneIsNamed) {
  EXPECT_EQ(read(R"({"service": {"name": "api"}})", "o/p/e/c").path_text, "o/p/e/c/api");
  EXPECT_EQ(read(R"({"placement": {"node": "a/b/c/d"}, "service": {"name": "api"}})", "o/p/e/c")
                .path_text,
            "a/b/c/d/api");
}

TEST_F(DeclarationTest, NamesWhatIsWrongWithItsPlace) {
  read(R"({"path": "o/p/e/c/api", "backup": {"maxAgeDays": -1, "expectd": true}, "tags": "x",
          "dependencies": {"requires": [7]}, "colour": "red"})");
  EXPECT_THAT(ingest::codesOf(warnings_),
              ElementsAre("field.ignored tags", "field.ignored backup.maxAgeDays",
                          "field.unexpected backup.expectd", "field.ignored dependencies.requires",
                          "field.unexpected colour"));
}

TEST_F(DeclarationTest, MissingLevelsArePadded) {
  const auto declared =
      read(R"({"hierarchy": {"organization": "o", "service": "s"}, "service": {"name": "s"}})");
  EXPECT_EQ(declared.path_text, "o/unknown/unknown/unknown/s");
  EXPECT_THAT(ingest::codesOf(warnings_),
              ElementsAre("path.padded hierarchy.platform", "path.padded hierarchy.environment",
                          "path.padded hierarchy.cluster"));
}

}  // namespace
}  // namespace itops::operators

#include "templates/template_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/audit_trail.hpp"
#include "database/ingest/catalog_database.hpp"
#include "database/ingest/replica.hpp"
#include "itops/error.hpp"
#include "registry/sla_group_template.hpp"
#include "support/caller_request.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Stores each entry's name as a node, and refuses the name `bad`.
class NodeSection final : public TemplateSection {
 public:
  std::string_view name() const override { return "nodes"; }

  std::string exportJson(Transaction& transaction) override {
    json::array list;
    for (const auto row : transaction.run({"test.nodes", "SELECT path FROM kernel.node"})) {
      list.push_back(json::object{{"name", row.text("path")}});
    }
    return json::serialize(list);
  }

  ImportResult importJson(Transaction& transaction, std::string_view text) override {
    ImportResult result;
    const json::value list = json::parse(text);
    for (const json::value& entry : list.as_array()) {
      const std::string name(std::string_view(entry.at("name").as_string()));
      if (name == "bad") {
        throw Error(ErrorKind::kInvalid, "template_invalid", "Bad.", {}, {{"[0].name", "Bad."}});
      }
      transaction.run({"test.node", "INSERT INTO kernel.node (path) VALUES ($1)"}, name);
      ++result.created;
      result.warnings.push_back("Made " + name + ".");
    }
    return result;
  }
};

class TemplateServiceTest : public testing::Test {
 protected:
  TemplateServiceTest() {
    sections_.add("kernel", std::make_shared<registry::SlaGroupTemplate>());
    sections_.add("test", std::make_shared<NodeSection>());
  }

  templates::ImportReport import(const char* document, bool dry_run = false) {
    return service_.importDocument(request_, json::parse(document).as_object(), dry_run);
  }
  std::string groups() {
    return database_.value(
        "SELECT coalesce(string_agg(name, ' ' ORDER BY name), '') "
        "FROM kernel.sla_groups");
  }
  std::vector<std::string> trail() {
    return database_.values("SELECT concat_ws(' ', actor, action, after) FROM kernel.audit_entry");
  }

  CatalogDatabase database_;
  ManualClock clock_{at(0)};
  audit::AuditTrail audit_{clock_};
  templates::SectionList sections_;
  CallerRequest request_;
  templates::TemplateService service_{database_.pool(), sections_, audit_};
};

TEST_F(TemplateServiceTest, ExportsAllSectionsOrThoseThatAreNamed) {
  import(R"({"nodes":[{"name":"a/b/c/d"}],"sla_groups":[{"name":"g"}]})");
  EXPECT_EQ(json::serialize(service_.exportDocument({})),
            R"({"version":1,"sla_groups":[{"name":"g","displayName":"g"}],)"
            R"("nodes":[{"name":"a/b/c/d"}]})");
  EXPECT_EQ(json::serialize(service_.exportDocument({"nodes"})),
            R"({"version":1,"nodes":[{"name":"a/b/c/d"}]})");
}

TEST_F(TemplateServiceTest, NamesTheSectionsThereAreWhenAskedForAnother) {
  try {
    service_.exportDocument({"nodes", "workflows"});
    ADD_FAILURE() << "exported";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "query_invalid");
    EXPECT_THAT(error.fields()[0].message,
                HasSubstr("'workflows'. Expected some of sla_groups, nodes"));
  }
}

TEST_F(TemplateServiceTest, ImportsInTheOrderOfTheSectionsAndReportsEach) {
  const auto report =
      import(R"({"nodes":[{"name":"a/b/c/d"}],"sla_groups":[{"name":"g"}],"version":1})");
  EXPECT_FALSE(report.dry_run);
  ASSERT_THAT(report.sections, SizeIs(2));
  EXPECT_EQ(report.sections[0].name, "sla_groups");
  EXPECT_EQ(report.sections[0].result.created, 1);
  EXPECT_EQ(report.sections[1].name, "nodes");
  EXPECT_THAT(report.sections[1].result.warnings, ElementsAre("Made a/b/c/d."));
  EXPECT_THAT(report.warnings, IsEmpty());
  EXPECT_EQ(groups(), "g");
}

TEST_F(TemplateServiceTest, ImportsAllOrNothing) {
  try {
    import(R"({"sla_groups":[{"name":"g"}],"nodes":[{"name":"bad"}]})");
    ADD_FAILURE() << "imported";
  } catch (const Error& error) {
    EXPECT_EQ(error.fields()[0].field, "nodes[0].name");
  }
  EXPECT_EQ(groups(), "");
  EXPECT_THAT(trail(), IsEmpty());
}

TEST_F(TemplateServiceTest, LeavesNoTraceOfADryRun) {
  const auto report = import(R"({"sla_groups":[{"name":"g"}]})", true);
  EXPECT_TRUE(report.dry_run);
  EXPECT_EQ(report.sections[0].result.created, 1);
  EXPECT_EQ(groups(), "");
  EXPECT_THAT(trail(), IsEmpty());
}

TEST_F(TemplateServiceTest, WarnsOfSectionsThatNobodyKnows) {
  const auto report = import(R"({"workflows":[],"sla_groups":[]})");
  EXPECT_THAT(report.warnings, ElementsAre("The section 'workflows' is not known and was left out; "
                                           "known are sla_groups, nodes."));
  EXPECT_THAT(report.sections, SizeIs(1));
}

TEST_F(TemplateServiceTest, AuditsAnImportThatChangedSomething) {
  import(R"({"sla_groups":[{"name":"g"}]})");
  import(R"({"sla_groups":[{"name":"g"}]})");
  EXPECT_THAT(trail(),
              ElementsAre("ann templates.import "
                          R"({"sections": {"sla_groups": {"created": 1, "updated": 0}}})"));
}

}  // namespace
}  // namespace itops::test

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/audit_trail.hpp"
#include "database/ingest/replica.hpp"
#include "registry/registry_service.hpp"
#include "support/caller_request.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;

class RegistryServiceTest : public testing::Test {
 protected:
  Uuid newService(const Report& report = {}) {
    return *Uuid::parse(replica_.push(report).text("id"));
  }
  void patch(const Uuid& id, const boost::json::object& fields) {
    registry_.patch(request_, id, fields);
  }
  void archive(const Uuid& id) { registry_.archive(request_, id); }
  /// `action before after` of every entry of the audit trail.
  std::vector<std::string> trail() {
    return database_.values(
        "SELECT concat_ws(' ', action, before, after) "
        "FROM kernel.audit_entry ORDER BY id");
  }
  registry::ServiceView view(const Uuid& id) { return registry_.queries().find(id).value(); }
  static std::string codeOf(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      return error.code();
    }
    return "nothing was thrown";
  }

  CatalogDatabase database_;
  Replica replica_{database_};
  ManualClock clock_{at(5)};
  audit::AuditTrail audit_{clock_};
  CallerRequest request_;
  registry::RegistryService registry_{database_.pool(), audit_, clock_, {}};
};

TEST_F(RegistryServiceTest, FindsAServiceByPathAndIdArchivedOnesToo) {
  const Uuid id = newService();
  archive(id);
  const auto by_path = registry_.findByPath(kNode + "/db");
  const auto by_id = registry_.findById(id);
  ASSERT_TRUE(by_path && by_id);
  EXPECT_EQ(by_path->uuid, id);
  EXPECT_EQ(by_id->path, kNode + "/db");
  EXPECT_EQ(by_id->id, by_path->id);
  EXPECT_FALSE(registry_.findByPath(kNode));
  EXPECT_FALSE(registry_.findById(Uuid::generate()));
}

TEST_F(RegistryServiceTest, StoresEveryFieldOfAPatch) {
  const Uuid id = newService();
  patch(id, {{"displayName", "Größe \"x\", {y}"},
             {"description", "two\nlines"},
             {"type", "database"},
             {"team", "dba"},
             {"namespace", "prod"},
             {"tags", {"a,b", "c\"d", "e\\f", "null", " "}},
             {"criticality", "high"},
             {"unknownAfterSeconds", 60},
             {"downAfterSeconds", 90}});
  const auto fields = view(id).fields;
  EXPECT_EQ(fields.display_name, "Größe \"x\", {y}");
  EXPECT_EQ(fields.description, "two\nlines");
  EXPECT_EQ(fields.type, "database");
  EXPECT_EQ(fields.team, "dba");
  EXPECT_EQ(fields.name_space, "prod");
  EXPECT_THAT(fields.tags, ElementsAre("a,b", "c\"d", "e\\f", "null", " "));
  EXPECT_EQ(fields.criticality, "high");
  EXPECT_EQ(fields.unknown_after, std::chrono::seconds(60));
  EXPECT_EQ(fields.down_after, std::chrono::seconds(90));
  EXPECT_EQ(fields.owners.size(), 9U);
  EXPECT_EQ(fields.ownerOf("tags"), registry::FieldOwner::kPerson);
}

TEST_F(RegistryServiceTest, GivesAFieldBackByNullSoThatThePushFillsItAgain) {
  const Uuid id = newService({.more = R"("serviceType":"database")"});
  patch(id, {{"type", "cache"}});
  replica_.push({.at = 1, .more = R"("serviceType":"database")"});
  EXPECT_EQ(view(id).fields.type, "cache");
  patch(id, {{"type", nullptr}});
  EXPECT_EQ(view(id).fields.type, "service");
  replica_.push({.at = 2, .more = R"("serviceType":"database")"});
  EXPECT_EQ(view(id).fields.type, "database");
}

TEST_F(RegistryServiceTest, ChangesNothingWhenOneFieldIsWrong) {
  const Uuid id = newService();
  EXPECT_EQ(codeOf([&] {
              patch(id, {{"team", "dba"}, {"criticality", "odd"}});
            }),
            "fields_invalid");
  EXPECT_EQ(view(id).fields.team, "");
  EXPECT_EQ(view(id).state.revision, 2) << "as after the first push";
}

TEST_F(RegistryServiceTest, RefusesWhatGitDeclares) {
  const Uuid id = newService();
  database_.run(R"(UPDATE kernel.service SET team = 'git', field_owners = '{"team":"agent"}')");
  EXPECT_EQ(codeOf([&] { patch(id, {{"team", "dba"}}); }), "field_declared");
  EXPECT_EQ(view(id).fields.team, "git");
}

TEST_F(RegistryServiceTest, SaysThatAnIdIsUnknown) {
  EXPECT_EQ(codeOf([&] { patch(Uuid::generate(), {}); }), "service_not_found");
  EXPECT_EQ(codeOf([&] { archive(Uuid::generate()); }), "service_not_found");
}

TEST_F(RegistryServiceTest, ArchivesOnce) {
  const Uuid id = newService();
  archive(id);
  clock_.advance(std::chrono::seconds(1));
  archive(id);
  EXPECT_EQ(view(id).archived_at, at(5));
  EXPECT_TRUE(registry_.queries().list({}).items.empty());
  EXPECT_EQ(
      database_.value("SELECT concat(archived_at, ' ', revived_at) FROM kernel.service_archival"),
      "2026-03-01 12:00:05+00 ");
  EXPECT_EQ(database_.value("SELECT silence_from FROM kernel.service_state"), "null");
}

TEST_F(RegistryServiceTest, AuditsWhatAPatchChanged) {
  const Uuid id = newService();
  patch(id, {{"team", "dba"}, {"unknownAfterSeconds", 60}});
  patch(id, {{"team", "dba"}});
  EXPECT_THAT(trail(),
              ElementsAre("service.update "
                          R"({"team": "", "fieldOwners": {}, "unknownAfterSeconds": null} )"
                          R"({"team": "dba", "fieldOwners": {"team": "person", )"
                          R"("unknownAfterSeconds": "person"}, "unknownAfterSeconds": 60})"))
      << "and nothing of the patch that changed nothing";
  EXPECT_EQ(database_.value("SELECT concat_ws(' ', actor, client_address, object_type, object_id, "
                            "object_name) FROM kernel.audit_entry"),
            "ann 192.0.2.1 service " + id.toString() + " " + kNode + "/db");
}

TEST_F(RegistryServiceTest, AuditsAnArchivalOnceAndNoPush) {
  const Uuid id = newService();
  archive(id);
  archive(id);
  replica_.push({.at = 10});
  EXPECT_THAT(trail(), ElementsAre(R"(service.archive {"archivedAt": null} )"
                                   R"({"archivedAt": "2026-03-01T12:00:05Z"})"));
}

TEST_F(RegistryServiceTest, AuditsNothingOfAPatchThatWasRefused) {
  const Uuid id = newService();
  EXPECT_EQ(codeOf([&] { patch(id, {{"criticality", "odd"}}); }), "fields_invalid");
  EXPECT_THAT(trail(), testing::IsEmpty());
}

TEST_F(RegistryServiceTest, ArchivesARevivedServiceAgain) {
  const Uuid id = newService();
  archive(id);
  replica_.push({.at = 10});
  clock_.set(at(20));
  archive(id);
  EXPECT_THAT(database_.values("SELECT concat(to_char(archived_at, 'SS'), '-', to_char(revived_at, "
                               "'SS')) FROM kernel.service_archival ORDER BY archived_at"),
              ElementsAre("05-10", "20-"));
}

TEST_F(RegistryServiceTest, LosesNeitherPatchesNorPushesThatComeAtOnce) {
  constexpr int kRounds = 100;
  const Uuid id = newService();
  std::thread person([&] {
    for (int i = 1; i <= kRounds; ++i) {
      patch(id, {{i % 2 == 0 ? "team" : "description", std::to_string(i)}});
    }
  });
  for (int i = 1; i <= kRounds; ++i) {
    const auto answer = replica_.push({.status = i % 2 == 0 ? "OPERATIONAL" : "DOWN", .at = i});
    EXPECT_EQ(answer.status, 200);
  }
  person.join();
  EXPECT_EQ(view(id).fields.team, std::to_string(kRounds));
  EXPECT_EQ(view(id).fields.description, std::to_string(kRounds - 1));
  EXPECT_EQ(view(id).state.status, Status::kOperational);
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_status_events"),
            std::to_string(kRounds + 1));
  EXPECT_EQ(view(id).state.revision, 2 * kRounds + 2) << "each change counted once";
}

TEST_F(RegistryServiceTest, DecidesBetweenArchiveAndPushWithoutLosingTheService) {
  const Uuid id = newService();
  for (int round = 1; round <= 30; ++round) {
    clock_.set(at(10 * round));
    std::thread person([&] { archive(id); });
    EXPECT_EQ(replica_.push({.at = 10 * round + 1}).status, 200);
    person.join();
    const bool archived = view(id).archived_at.has_value();
    EXPECT_EQ(
        database_.value("SELECT count(*) FROM kernel.service_archival WHERE revived_at IS NULL"),
        archived ? "1" : "0");
    replica_.push({.at = 10 * round + 2});
    EXPECT_FALSE(view(id).archived_at);
  }
}

}  // namespace
}  // namespace itops::test

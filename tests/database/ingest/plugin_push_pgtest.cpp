// Pushes that a plugin stores: what the kernel does for every endpoint, around an endpoint that
// counts litres.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "database/ingest/replica.hpp"
#include "ingest/plugin_pushes.hpp"
#include "itops/testing/request.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Statement kInsertFuel{"test.insert_fuel",
                                "INSERT INTO public.fuel (address, litres, created) "
                                "VALUES ($1, $2, $3)"};

class FuelReport final : public PushReport {
 public:
  std::int64_t litres = 0;
};

/// Stores litres; none of a poisoned push.
class FuelEndpoint final : public PushEndpoint {
 public:
  std::unique_ptr<PushReport> read(PushFields& fields) override {
    auto report = std::make_unique<FuelReport>();
    report->litres = fields.integer("litres").value_or(0);
    return report;
  }

  void write(Transaction& transaction, std::span<PushItem> items) override {
    for (PushItem& item : items) {
      const auto& report = dynamic_cast<FuelReport&>(item.report);
      if (report.litres < 0) throw Error(ErrorKind::kInternal, "poisoned", "Less than nothing.");
      if (report.litres == 0) item.warnings.push_back({"fuel.empty", "litres", "Nothing left."});
      const std::string& address = item.address.kind == PushAddress::Kind::kService
                                       ? item.service.path
                                       : item.address.sla_group + item.address.name_space;
      if (!item.too_old) transaction.run(kInsertFuel, address, report.litres, item.created);
      item.answer_members = "\"litres\":" + std::to_string(report.litres);
    }
  }
};

class AnswerSink final : public Responder::Sink {
 public:
  explicit AnswerSink(std::promise<Response> promise) : promise_(std::move(promise)) {}
  void send(Response response) override { promise_.set_value(std::move(response)); }

 private:
  std::promise<Response> promise_;
};

class PluginPushTest : public testing::Test {
 protected:
  PluginPushTest() {
    database_.run("CREATE TABLE public.fuel (address text, litres bigint, created boolean)");
  }
  ~PluginPushTest() override { pushes_.stop(); }

  /// @param members of the body, without braces
  std::future<Response> submit(const std::string& members, int offset = 0, bool create = true) {
    std::promise<Response> promise;
    auto response = promise.get_future();
    Responder responder(std::make_unique<AnswerSink>(std::move(promise)));
    RequestBuilder builder = RequestBuilder::post("/api/v1/fuel/report");
    builder.body("{" + members + "}").receivedAt(at(offset)).permission("push.write");
    if (!create) builder.query("create", "false");
    route_.deferred(builder.build(), responder);
    return response;
  }

  Answer push(const std::string& members, int offset = 0, bool create = true) {
    auto response = submit(members, offset, create);
    return awaitAnswer(response);
  }

  std::vector<std::string> fuel() {
    return database_.values(
        "SELECT address || ' ' || litres || CASE WHEN created THEN ' new' ELSE '' END "
        "FROM public.fuel ORDER BY address, litres");
  }

  CatalogDatabase database_;
  Replica replica_{database_};
  RecordingLogger logger_;
  MetricsRegistry metrics_;
  ingest::PluginPushes pushes_{database_.pool(), replica_.events(), {}, {}, logger_, metrics_};
  Route route_ = pushes_.routeOf({.path = "/api/v1/fuel/report",
                                  .summary = "Fuel",
                                  .addresses_groups = true,
                                  .adds_tag = "fuel"},
                                 std::make_shared<FuelEndpoint>());
};

// REPO-97
TEST_F(PluginPushTest, TheFirstPushMakesTheService) {
  const auto answer = push(R"("path":"a/b/c/d/tank","litres":7)");
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.text("path"), "a/b/c/d/tank");
  EXPECT_EQ(answer.text("serviceName"), "tank");
  EXPECT_TRUE(answer.document.at("created").as_bool());
  EXPECT_EQ(answer.document.at("litres"), 7);
  EXPECT_THAT(fuel(), ElementsAre("a/b/c/d/tank 7 new"));
  EXPECT_EQ(database_.value("SELECT source || criticality || tags::text FROM kernel.service"),
            "externalmedium{fuel}");
  EXPECT_EQ(database_.value("SELECT cause FROM kernel.service_status_events"), "created");
}

TEST_F(PluginPushTest, LaterPushesFindIt) {
  push(R"("path":"a/b/c/d/tank","litres":7)");
  const auto answer = push(R"("service":"tank","nodeId":"a/b/c/d","litres":6)", 1);
  EXPECT_EQ(answer.status, 200);
  EXPECT_FALSE(answer.document.at("created").as_bool());
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service"), "1");
}

TEST_F(PluginPushTest, ItSaysNothingOfHealth) {
  replica_.push({.service = "tank"});
  const auto before = database_.value("SELECT st::text FROM kernel.service_state AS st");
  push(R"("path":")" + kNode + R"(/tank","litres":7,"status":"DOWN")", 900);
  EXPECT_EQ(database_.value("SELECT status FROM kernel.service_state"), "1");
  EXPECT_EQ(database_.value("SELECT silence_from FROM kernel.service_state"),
            "2026-03-01 12:00:00+00");
  EXPECT_NE(before, "");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "1");
}

TEST_F(PluginPushTest, TheTagIsAppendedOnce) {
  replica_.push({.service = "tank", .more = R"("tags":["car"])"});
  for (int i = 0; i < 2; ++i) push(R"("path":")" + kNode + R"(/tank","litres":7)", i);
  EXPECT_EQ(database_.value("SELECT tags::text FROM kernel.service"), "{car,fuel}");
}

TEST_F(PluginPushTest, WarningsOfDecodingAndOfTheEndpointCome) {
  const auto answer = push(R"("path":"a/tank","litres":"0","colour":"red")");
  EXPECT_EQ(answer.warnings(), "path.padded field.coerced field.unexpected fuel.empty");
}

TEST_F(PluginPushTest, GroupsAndNamespacesNeedNoService) {
  const auto group = push(R"("slaGroup":"cars","litres":1)");
  EXPECT_EQ(group.text("slaGroup"), "cars");
  EXPECT_FALSE(group.document.contains("id"));
  push(R"("namespace":"garage","litres":2)");
  EXPECT_THAT(fuel(), ElementsAre("cars 1", "garage 2"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service"), "0");
}

TEST_F(PluginPushTest, AServiceWinsOverAGroup) {
  const auto answer = push(R"("path":"a/b/c/d/tank","slaGroup":"cars","litres":1)");
  EXPECT_EQ(answer.warnings(), "field.ignored");
  EXPECT_THAT(fuel(), ElementsAre("a/b/c/d/tank 1 new"));
}

TEST_F(PluginPushTest, NothingIsMadeWhenThatIsForbidden) {
  EXPECT_EQ(push(R"("path":"a/b/c/d/tank","litres":7)", 0, false).status, 404);
  EXPECT_THAT(fuel(), ElementsAre());
}

TEST_F(PluginPushTest, AnArchivedServiceComesBack) {
  const auto id = push(R"("path":"a/b/c/d/tank","litres":7)").text("id");
  database_.run(
      "UPDATE kernel.service SET archived_at = now();"
      "INSERT INTO kernel.service_archival SELECT id, archived_at FROM kernel.service");
  EXPECT_EQ(push(R"("path":"a/b/c/d/tank","litres":6)", 1).text("id"), id);
  EXPECT_EQ(database_.value("SELECT archived_at FROM kernel.service"), "null");
  EXPECT_NE(database_.value("SELECT revived_at FROM kernel.service_archival"), "null");
}

TEST_F(PluginPushTest, ARepeatGetsTheFirstAnswer) {
  const std::string body = R"("path":"a/b/c/d/tank","litres":7,"idempotencyKey":"k")";
  const auto first = push(body);
  EXPECT_EQ(push(body, 1).document, first.document);
  EXPECT_EQ(push(R"("path":"a/b/c/d/tank","litres":8,"idempotencyKey":"k")", 2).warnings(),
            "idempotency.mismatch");
  EXPECT_THAT(fuel(), ElementsAre("a/b/c/d/tank 7 new"));
}

TEST_F(PluginPushTest, APushThatCannotBeStoredFailsAlone) {
  std::vector<std::future<Response>> responses;
  for (int i = 0; i < 8; ++i) {
    responses.push_back(submit(R"("path":"a/b/c/d/t)" + std::to_string(i) + R"(","litres":)" +
                               (i == 5 ? "-1" : "1")));
  }
  for (int i = 0; i < 8; ++i) EXPECT_EQ(responses[i].get().status, i == 5 ? 500 : 201) << i;
  EXPECT_EQ(fuel().size(), 7U);
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service"), "7");
}

TEST_F(PluginPushTest, WhatIsTooOldIsAnsweredButNotStored) {
  const auto answer =
      push(R"("path":"a/b/c/d/tank","litres":7,"observedAt":"2025-01-01T00:00:00Z")");
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.warnings(), "observed_at.too_old");
  EXPECT_THAT(fuel(), ElementsAre());
}

TEST_F(PluginPushTest, BrokenJsonIsRefused) {
  EXPECT_THROW(submit("\"path\""), Error);
}

TEST_F(PluginPushTest, TheOwnFieldsAreDocumentedBesideThoseOfEveryPush) {
  EXPECT_THAT(route_.doc.request_schema, HasSubstr(R"("idempotencyKey")"));
  EXPECT_EQ(route_.access.permission(), "push.write");
}

}  // namespace
}  // namespace itops::test

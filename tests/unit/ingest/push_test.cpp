#include "ingest/push.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace itops::ingest {
namespace {

using testing::HasSubstr;

HealthReport someReport() {
  HealthReport report;
  report.path = {{"a", "b", "c", "d"}, "größe"};
  report.path_text = report.path.text();
  return report;
}

TEST(PushAnswer, IsValidJsonWithEveryField) {
  PushResult result;
  result.service_id = *Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057");
  result.status = Status::kDegraded;
  auto report = someReport();
  report.warnings = {{"status.case", "status", "Read 'x\"y' as DEGRADED."}};
  const auto answer = answerFor(report, result);
  EXPECT_EQ(answer.status, 200);
  const auto document = boost::json::parse(answer.body).as_object();
  EXPECT_EQ(document.at("success"), true);
  EXPECT_EQ(document.at("id"), "01890a5d-ac96-774b-bcce-b302099a8057");
  EXPECT_EQ(document.at("path"), "a/b/c/d/größe");
  EXPECT_EQ(document.at("serviceName"), "größe");
  EXPECT_EQ(document.at("status"), "DEGRADED");
  EXPECT_EQ(document.at("created"), false);
  EXPECT_EQ(document.at("warnings").as_array().at(0).at("message"), "Read 'x\"y' as DEGRADED.");
}

TEST(PushAnswer, SaysCreatedWith201) {
  PushResult result;
  result.created = true;
  EXPECT_EQ(answerFor(someReport(), result).status, 201);
}

TEST(PushAnswer, RepeatsTheFirstAnswerAsItWas) {
  PushResult result;
  result.kind = PushResult::Kind::kRepeated;
  result.repeated_status = 201;
  result.repeated_answer = R"({"created":true,"warnings":[]})";
  const auto answer = answerFor(someReport(), result);
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, result.repeated_answer);
}

TEST(PushAnswer, WarnsWhenTheKeyComesWithAnotherBody) {
  PushResult result;
  result.kind = PushResult::Kind::kRepeated;
  result.repeated_status = 200;
  result.repeated_answer = R"({"created":true,"warnings":[]})";
  result.repeated_other_body = true;
  EXPECT_THAT(answerFor(someReport(), result).body, HasSubstr("idempotency.mismatch"));
}

TEST(IdempotencyKey, DependsOnKeyHolderRoutePathAndText) {
  const auto base = IdempotencyKey::of("p", "/r", "a/b", "k", "body");
  EXPECT_EQ(IdempotencyKey::of("p", "/r", "a/b", "k", "other").key, base.key);
  EXPECT_NE(IdempotencyKey::of("p", "/r", "a/b", "k", "other").body, base.body);
  EXPECT_NE(IdempotencyKey::of("q", "/r", "a/b", "k", "body").key, base.key);
  EXPECT_NE(IdempotencyKey::of("p", "/s", "a/b", "k", "body").key, base.key);
  EXPECT_NE(IdempotencyKey::of("p", "/r", "a/c", "k", "body").key, base.key);
  EXPECT_NE(IdempotencyKey::of("p", "/r", "a/bk", "", "body").key, base.key);
}

}  // namespace
}  // namespace itops::ingest

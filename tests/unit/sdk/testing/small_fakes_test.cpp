#include <gtest/gtest.h>

#include "itops/testing/audit.hpp"
#include "itops/testing/clock.hpp"
#include "itops/testing/http_client.hpp"
#include "itops/testing/logger.hpp"
#include "itops/testing/metrics.hpp"
#include "itops/testing/observations.hpp"
#include "itops/testing/registry.hpp"
#include "itops/testing/request.hpp"
#include "itops/testing/templates.hpp"
#include "itops/testing/transaction.hpp"
#include "sample_info.hpp"

namespace itops::test {
namespace {

using namespace std::chrono_literals;

TEST(FakeClock, StandsStillUntilItIsMoved) {
  FakeClock clock;
  EXPECT_EQ(clock.now(), FakeClock::kStart);
  clock.advance(90s);
  EXPECT_EQ(clock.now(), FakeClock::kStart + 90s);
  clock.advance(-30s);
  EXPECT_EQ(clock.now(), FakeClock::kStart + 60s);
  clock.set(FakeClock::kStart - 24h);
  EXPECT_EQ(clock.now(), FakeClock::kStart - 24h);
}

TEST(FakeLogger, KeepsItsLines) {
  FakeLogger logger;
  logger.warning("A thing is late.", {{"thing", "17"}});
  EXPECT_TRUE(logger.contains(LogLevel::kWarning, "late. thing=17"));
  EXPECT_FALSE(logger.contains(LogLevel::kError, "late"));
  ASSERT_EQ(logger.lines().size(), 1u);
}

TEST(FakeHttpClient, AnswersWhatTheTestWrote) {
  FakeHttpClient http;
  const OutboundRequest request{.method = Method::kPost, .url = "https://desk.example/tickets"};
  http.answerAlways(Method::kPost, request.url, {.status = 200});
  http.answer(Method::kPost, request.url, {.status = 201});
  http.fail(Method::kPost, request.url, Error(ErrorKind::kForbidden, "outbound_refused", "No."));
  EXPECT_EQ(http.send(request).status, 201);
  EXPECT_EQ(codeOf([&] { http.send(request); }), "outbound_refused");
  EXPECT_EQ(http.send(request).status, 200);
  EXPECT_EQ(http.send(request).status, 200);
  EXPECT_EQ(http.requests().size(), 4u);
}

TEST(FakeHttpClient, IsAnEmptyNetworkOtherwise) {
  FakeHttpClient http;
  EXPECT_EQ(codeOf([&] { http.send({.url = "https://desk.example/"}); }), "outbound_failed");
  EXPECT_EQ(codeOf([&] { http.send({.url = "ftp://desk.example/"}); }), "outbound_url");
  EXPECT_EQ(codeOf([&] {
              http.send({.url = "https://a.example/", .headers = {{"Host", "b"}}});
            }),
            "outbound_header");
  EXPECT_EQ(codeOf([&] { http.send({.url = "https://me@desk.example/"}); }), "outbound_url");
}

TEST(FakeMetrics, CanBeRead) {
  FakeMetrics metrics(kSampleInfo);
  auto& counter = metrics.counter("itops_sample_calls_total", "Calls.", {{"kind", "a"}});
  counter.add();
  counter.add(2);
  counter.add(-5);
  EXPECT_EQ(&counter, &metrics.counter("itops_sample_calls_total", "Calls.", {{"kind", "a"}}));
  EXPECT_EQ(metrics.value("itops_sample_calls_total", {{"kind", "a"}}), 3);
  auto& gauge = metrics.gauge("itops_sample_things", "Things.");
  gauge.set(5);
  gauge.add(-2);
  EXPECT_EQ(metrics.value("itops_sample_things"), 3);
  metrics.histogram("itops_sample_seconds", "Seconds.", {0.1, 1}).observe(0.5);
  EXPECT_EQ(metrics.observations("itops_sample_seconds"), std::vector<double>{0.5});
  EXPECT_THROW(metrics.value("itops_sample_other"), std::out_of_range);
}

TEST(FakeMetrics, RefusesWhatTheKernelWouldRefuse) {
  FakeMetrics metrics(kSampleInfo);
  const auto code = [](auto&& call) { return codeOf(call); };
  EXPECT_EQ(code([&] { metrics.counter("itops_sample_calls", ""); }), "metric_invalid");
  EXPECT_EQ(code([&] { metrics.gauge("sample_things", ""); }), "metric_invalid");
  EXPECT_EQ(code([&] { metrics.gauge("itops_sample_x", "", {{"Kind", "a"}}); }), "metric_invalid");
  EXPECT_EQ(code([&] { metrics.histogram("itops_sample_x", "", {}); }), "metric_invalid");
  EXPECT_EQ(code([&] { metrics.gauge("itops_sample_x_total", ""); }), "metric_invalid");
  EXPECT_EQ(code([&] {
              metrics.gauge("itops_sample_x", "", {{"plugin", "a"}});
            }),
            "metric_invalid");
  metrics.gauge("itops_sample_x", "");
  EXPECT_EQ(code([&] { metrics.histogram("itops_sample_x", "", {1}); }), "metric_invalid");
}

TEST(FakeAudit, KeepsWhoDidWhat) {
  FakeAudit audit;
  NoTransaction transaction;
  const FakeRequest request = RequestBuilder::put("/x").permission("sample.write").build();
  AuditEntry entry{"thing.update", "thing", "17", "the thing", "", R"({"a":1})"};
  audit.record(transaction, request, entry);
  ASSERT_EQ(audit.entries().size(), 1u);
  EXPECT_EQ(audit.entries()[0].caller, "tester");
  EXPECT_EQ(audit.entries()[0].entry.object_id, "17");
  entry.after = "[]";
  EXPECT_EQ(codeOf([&] { audit.record(transaction, request, entry); }), "audit_invalid");
}

TEST(FakeRegistry, FindsWhatWasAdded) {
  FakeRegistry registry;
  const ServiceRef service = registry.add("a/b/c/d/e");
  EXPECT_EQ(registry.findByPath("a/b/c/d/e")->uuid, service.uuid);
  EXPECT_EQ(registry.findById(service.uuid)->id, 1);
  EXPECT_FALSE(registry.findByPath("a"));
}

class CountingSink final : public ObservationSink {
 public:
  explicit CountingSink(std::size_t& count) : count_(count) {}
  std::string_view name() const override { return "sample.count"; }
  bool required() const override { return true; }
  void write(Transaction&, std::span<const Observation> observations) override {
    count_ += observations.size();
  }

 private:
  std::size_t& count_;
};

TEST(FakeObservations, GivesABatchToTheSinks) {
  FakeObservations observations;
  NoTransaction transaction;
  std::size_t count = 0;
  observations.addSink(std::make_unique<CountingSink>(count));
  const Observation batch[2] = {};
  observations.write(transaction, batch);
  EXPECT_EQ(count, 2u);
  EXPECT_EQ(codeOf([&] { observations.addSink(nullptr); }), "sink_missing");
}

class EmptySection final : public TemplateSection {
 public:
  std::string_view name() const override { return "samples"; }
  std::string exportJson(Transaction&) override { return "[]"; }
  ImportResult importJson(Transaction&, std::string_view) override { return {}; }
};

TEST(FakeTemplates, KeepsSectionsByName) {
  FakeTemplates templates;
  NoTransaction transaction;
  templates.addSection(std::make_unique<EmptySection>());
  EXPECT_EQ(templates.section("samples").exportJson(transaction), "[]");
  EXPECT_EQ(codeOf([&] { templates.addSection(std::make_unique<EmptySection>()); }),
            "section_duplicate");
  EXPECT_THROW(templates.section("other"), std::out_of_range);
}

TEST(NoTransaction, RunsSavepointsButNoStatements) {
  NoTransaction transaction;
  bool ran = false;
  transaction.savepoint([&] { ran = true; });
  EXPECT_TRUE(ran);
  EXPECT_THROW(transaction.run(Statement{"x", "SELECT 1"}), std::logic_error);
}

}  // namespace
}  // namespace itops::test

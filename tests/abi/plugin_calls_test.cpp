// Calls into running plugins: between plugins, and what becomes of their exceptions.
#include "host_fixture.hpp"
#include "itops/database.hpp"
#include "itops/error.hpp"
#include "itops/testing/request.hpp"
#include "itops/testing/transaction.hpp"

namespace itops::plugin::test {
namespace {

class PluginCalls : public HostFixture {
 protected:
  void SetUp() override { start("good"); }

  std::string bodyOf(std::string_view path, const std::string& parameter) const {
    return handlerOf(path)(
               itops::test::RequestBuilder::get("/").parameter("name", parameter).build())
        .body;
  }

  Error errorOf(std::string_view path) const {
    try {
      handlerOf(path)(itops::test::FakeRequest());
    } catch (const Error& error) {
      return error;
    }
    return {ErrorKind::kInternal, "nothing_thrown", "Nothing was thrown."};
  }
};

TEST_F(PluginCalls, ReachTheSmallestPluginWithItsSetting) {
  EXPECT_EQ(bodyOf("/api/v1/hello/world", "world"), "Hello, world");
}

TEST_F(PluginCalls, ReachAnotherPluginsService) {
  EXPECT_EQ(bodyOf("/api/v1/caller/world", "world"), "Hello, world");
}

TEST_F(PluginCalls, CarryErrorsFromPluginToPlugin) {
  EXPECT_EQ(bodyOf("/api/v1/caller/nobody", "nobody"), "caught Error name_missing");
}

TEST_F(PluginCalls, CarryExceptionsOfPrivateTypesByTheirPublicBase) {
  EXPECT_EQ(bodyOf("/api/v1/caller/q", "?"), "caught exception who is that?");
}

TEST_F(PluginCalls, LeaveAnErrorOfAHandlerAsItIs) {
  const Error error = errorOf("/api/v1/thrower/error");

  EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
  EXPECT_EQ(error.code(), "thing_not_found");
  EXPECT_EQ(status("thrower").failures, 0U) << "an answer is no failure";
}

TEST_F(PluginCalls, TurnAnExceptionIntoAnErrorWithoutShowingItsText) {
  const Error error = errorOf("/api/v1/thrower/exception");

  EXPECT_EQ(error.kind(), ErrorKind::kInternal);
  EXPECT_EQ(error.code(), "plugin_error");
  EXPECT_STREQ(error.what(),
               "Plugin thrower failed in GET /api/v1/thrower/exception; the log says why.");
  EXPECT_EQ(error.logDetail(), "std::runtime_error: secret table name");
}

TEST_F(PluginCalls, TurnAThrownNumberIntoAnError) {
  EXPECT_EQ(errorOf("/api/v1/thrower/number").logDetail(),
            "an exception that is no std::exception");
}

TEST_F(PluginCalls, TurnAFailingSinkIntoAnError) {
  ObservationSink& sink = *sinks_.at("thrower");
  EXPECT_EQ(sink.name(), "thrower.sink");
  EXPECT_FALSE(sink.required());

  itops::test::NoTransaction transaction;
  try {
    sink.write(transaction, {});
    FAIL() << "The sink must fail.";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "Plugin thrower failed in thrower.sink; the log says why.");
    EXPECT_EQ(error.logDetail(), "std::out_of_range: row 7");
  }
}

TEST_F(PluginCalls, MakeAPluginWhoseHealthThrowsNotReady) {
  const Health health = status("thrower").health;

  EXPECT_FALSE(health.ready);
  EXPECT_EQ(health.detail, "Plugin thrower failed in health(); the log says why.");
  EXPECT_TRUE(logger_.contains(LogLevel::kError, "detail=std::logic_error: no idea"));
  EXPECT_TRUE(status("hello").health.ready);
}

TEST_F(PluginCalls, AreCountedByPluginAndKind) {
  errorOf("/api/v1/thrower/exception");
  errorOf("/api/v1/thrower/error");

  const std::string metrics = metrics_.text();
  EXPECT_NE(metrics.find("itops_plugin_calls_total{kind=\"handler\",plugin=\"thrower\"} 2"),
            std::string::npos);
  EXPECT_NE(metrics.find("itops_plugin_failures_total{kind=\"handler\",plugin=\"thrower\"} 1"),
            std::string::npos);
}

}  // namespace
}  // namespace itops::plugin::test

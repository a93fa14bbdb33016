#include "itops/testing/router.hpp"

#include <gtest/gtest.h>

#include "itops/testing/logger.hpp"
#include "sample_info.hpp"

namespace itops::test {
namespace {

Response echo(const Request& request) {
  return {.body = std::string(request.parameter("id")) + " " + request.query("q").value_or("-") +
                  " " + std::string(request.header("X-Test").value_or("-")) + " " +
                  std::string(request.body()) + " " + request.principal().name};
}

class FakeRouterTest : public testing::Test {
 protected:
  void add(const std::string& path, Handler handler, Method method = Method::kGet,
           Access access = Access::open()) {
    router_.add({.method = method,
                 .path = path,
                 .access = std::move(access),
                 .doc = {.summary = "Do it"},
                 .handler = std::move(handler)});
  }
  std::string refusal(Route route) {
    return codeOf([&] { router_.add(std::move(route)); });
  }
  static Route plain(const std::string& path) {
    return {.method = Method::kGet,
            .path = path,
            .access = Access::open(),
            .doc = {.summary = "Do it"},
            .handler = [](const Request&) { return Response{}; }};
  }

  FakeLogger logger_;
  FakeRouter router_{kSampleInfo, logger_};
};

TEST_F(FakeRouterTest, GivesARequestToItsHandler) {
  add("/api/v1/sample/{id}", echo, Method::kPost);
  const Response answer = router_.call(RequestBuilder::post("/api/v1/sample/17")
                                           .query("q", "a b")
                                           .header("x-test", "yes")
                                           .body("text")
                                           .permission("sample.read"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "17 a b yes text tester");
}

TEST_F(FakeRouterTest, TellsWhoNobodyIsAndWhereFrom) {
  add("/api/v1/sample", [](const Request& request) {
    EXPECT_EQ(request.principal().kind, PrincipalKind::kAnonymous);
    return Response{.body = std::string(request.clientAddress())};
  });
  EXPECT_EQ(router_.call(RequestBuilder::get("/api/v1/sample").clientAddress("192.0.2.1")).body,
            "192.0.2.1");
}

TEST_F(FakeRouterTest, PrefersLiteralSegments) {
  add("/api/v1/sample/{id}", [](const Request&) { return Response{.body = "parameter"}; });
  add("/api/v1/sample/all", [](const Request&) { return Response{.body = "literal"}; });
  EXPECT_EQ(router_.call(RequestBuilder::get("/api/v1/sample/all")).body, "literal");
  EXPECT_EQ(router_.call(RequestBuilder::get("/api/v1/sample/1")).body, "parameter");
}

TEST_F(FakeRouterTest, RefusesAsTheKernelDoes) {
  add(
      "/api/v1/sample", [](const Request&) { return Response{}; }, Method::kGet,
      Access::permission("sample.read"));
  const auto status = [this](RequestBuilder request) { return router_.call(request).status; };
  EXPECT_EQ(status(RequestBuilder::get("/api/v1/sample")), 401);
  EXPECT_EQ(status(RequestBuilder::get("/api/v1/sample").permission("sample.write")), 403);
  EXPECT_EQ(status(RequestBuilder::get("/api/v1/sample").permission("sample.read")), 200);
  EXPECT_EQ(status(RequestBuilder::post("/api/v1/sample")), 405);
  EXPECT_EQ(status(RequestBuilder::get("/api/v1/sample/1")), 404);
}

TEST_F(FakeRouterTest, LetsEveryCallerInThatIsKnown) {
  add(
      "/api/v1/sample", [](const Request&) { return Response{}; }, Method::kGet,
      Access::authenticated());
  EXPECT_EQ(router_.call(RequestBuilder::get("/api/v1/sample")).status, 401);
  EXPECT_EQ(router_.call(RequestBuilder::get("/api/v1/sample").caller({"ann", {}})).status, 200);
}

TEST_F(FakeRouterTest, MakesProblemsOfExceptions) {
  add("/api/v1/sample/error", [](const Request&) -> Response {
    throw Error(ErrorKind::kConflict, "sample_busy", "The \"sample\" is busy.", "detail",
                {{"name", "Another one."}});
  });
  add("/api/v1/sample/defect",
      [](const Request&) -> Response { throw std::runtime_error("secret table"); });
  const Response error = router_.call(RequestBuilder::get("/api/v1/sample/error"));
  EXPECT_EQ(error.status, 409);
  EXPECT_EQ(error.content_type, "application/problem+json");
  EXPECT_EQ(error.body, R"({"type":"about:blank","status":409,"code":"sample_busy",)"
                        R"("detail":"The \"sample\" is busy.","requestId":"request-1",)"
                        R"("errors":[{"field":"name","message":"Another one."}]})");
  const Response defect = router_.call(RequestBuilder::get("/api/v1/sample/defect"));
  EXPECT_EQ(defect.status, 500);
  EXPECT_EQ(defect.body.find("secret"), std::string::npos);
  EXPECT_TRUE(logger_.contains(LogLevel::kError, "secret table"));
}

TEST_F(FakeRouterTest, TakesADeferredAnswer) {
  Route route = plain("/api/v1/sample");
  route.handler = nullptr;
  route.deferred = [](const Request&, Responder& responder) { responder.send({.body = "done"}); };
  router_.add(std::move(route));
  EXPECT_EQ(router_.call(RequestBuilder::get("/api/v1/sample")).body, "done");
}

TEST_F(FakeRouterTest, ChecksRoutesWhenTheyAreAdded) {
  EXPECT_EQ(refusal(plain("/api/v1/samples")), "route_outside_prefix");
  EXPECT_EQ(refusal(plain("/api/v1/sample/{id")), "route_invalid");
  EXPECT_EQ(refusal(plain("/api/v1/sample/")), "route_invalid");
  Route undocumented = plain("/api/v1/sample");
  undocumented.doc.summary.clear();
  EXPECT_EQ(refusal(std::move(undocumented)), "route_invalid");
  Route headless = plain("/api/v1/sample");
  headless.handler = nullptr;
  EXPECT_EQ(refusal(std::move(headless)), "route_invalid");
  Route unlisted = plain("/api/v1/sample");
  unlisted.access = Access::permission("sample.write");
  EXPECT_EQ(refusal(std::move(unlisted)), "permission_undeclared");
  EXPECT_EQ(refusal(plain("/api/v1/sample/{id}")), "none");
  EXPECT_EQ(refusal(plain("/api/v1/sample/{name}")), "route_duplicate");
}

}  // namespace
}  // namespace itops::test

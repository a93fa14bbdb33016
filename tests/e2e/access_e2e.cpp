// Who may do what, by the operator key.

#include <gtest/gtest.h>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

class Access : public SharedCore {
 protected:
  /// GET of the catalog with these headers only.
  HttpAnswer catalog(const HttpClient::Headers& headers) {
    return HttpClient(core().port()).get("/api/v1/services", headers);
  }
};

void expectUnauthorized(const HttpAnswer& answer) {
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_FALSE(answer.header("www-authenticate").empty());
  EXPECT_EQ(json::parse(answer.body).at("status"), json::value(401));
}

TEST_F(Access, WithoutAKeyIs401) {
  expectUnauthorized(catalog({}));
}

TEST_F(Access, WithAWrongKeyIs401) {
  expectUnauthorized(catalog({{"X-API-Key", "wrong"}}));
  expectUnauthorized(catalog({{"X-API-Key", core().key() + "x"}}));
  expectUnauthorized(catalog({{"X-API-Key", core().key().substr(1)}}));
  expectUnauthorized(catalog({{"Authorization", "Bearer wrong"}}));
  expectUnauthorized(catalog({{"Authorization", "Basic " + core().key()}}));
}

// PUSH-06
TEST_F(Access, ByXApiKeyIsGranted) {
  EXPECT_EQ(catalog({{"X-API-Key", core().key()}}).status, 200);
}

// START-51
TEST_F(Access, ByBearerIsGrantedForQueriesAndPushes) {
  const HttpClient::Headers bearer{{"Authorization", "Bearer " + core().key()}};
  EXPECT_EQ(catalog(bearer).status, 200);
  const std::string body = json::serialize(json::object{{"path", path("api")}, {"status", "DOWN"}});
  EXPECT_EQ(HttpClient(core().port()).post("/api/v1/health/report", body, bearer).status, 201);
}

TEST_F(Access, OfAPushWithoutAKeyStoresNothing) {
  const std::string body = json::serialize(json::object{{"path", path("api")}, {"status", "DOWN"}});
  expectUnauthorized(HttpClient(core().port()).post("/api/v1/health/report", body));
  EXPECT_TRUE(api.service(path("api")).empty());
}

TEST_F(Access, ToHealthAndReadyNeedsNoKey) {
  EXPECT_EQ(HttpClient(core().port()).get("/health").status, 200);
  EXPECT_EQ(HttpClient(core().port()).get("/ready").status, 200);
}

TEST_F(Access, NeverShowsTheKeyInTheLog) {
  catalog({{"X-API-Key", core().key()}});
  const std::string output = core().output();
  const std::string log = output.substr(output.find("Ctrl-C stops everything"));
  EXPECT_EQ(log.find(core().key()), std::string::npos);
}

}  // namespace
}  // namespace itops::test

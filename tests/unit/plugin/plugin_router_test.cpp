#include "plugin/plugin_router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "itops/error.hpp"
#include "itops/testing/request.hpp"

namespace itops::plugin {
namespace {

class PluginRouterTest : public testing::Test {
 protected:
  PluginRouterTest() {
    manifest_.id = "sla";
    manifest_.path_prefixes = {"/api/v1/sla"};
    manifest_.permissions = {"sla.read"};
  }

  static Route route(std::string path, Access access) {
    return {
        .method = Method::kPost, .path = std::move(path), .access = std::move(access), .doc = {}};
  }

  MetricsRegistry metrics_;
  PluginManifest manifest_;
  std::shared_ptr<CallGuard> guard_ = std::make_shared<CallGuard>("sla", metrics_);
  std::vector<std::pair<std::string, Route>> added_;
  PluginRouter router_{PluginScope{manifest_, guard_},
                       [this](const std::string& owner, Route route) {
                         added_.emplace_back(owner, std::move(route));
                       }};
};

TEST_F(PluginRouterTest, AddsARouteUnderThePluginsName) {
  router_.add(route("/api/v1/sla/results", Access::permission("sla.read")));

  ASSERT_EQ(added_.size(), 1U);
  EXPECT_EQ(added_.front().first, "sla");
  EXPECT_EQ(added_.front().second.path, "/api/v1/sla/results");
}

TEST_F(PluginRouterTest, AllowsAnOpenRouteWithoutAPermission) {
  router_.add(route("/api/v1/sla", Access::open()));
  EXPECT_EQ(added_.size(), 1U);
}

TEST_F(PluginRouterTest, RefusesAPathThatOnlyBeginsLikeAPrefix) {
  try {
    router_.add(route("/api/v1/slam", Access::open()));
    FAIL() << "The route must be refused.";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "route_outside_prefix");
    EXPECT_STREQ(error.what(),
                 "Plugin sla registers POST /api/v1/slam outside its path prefixes (/api/v1/sla); "
                 "add a prefix to path_prefixes of its PluginInfo or move the route.");
  }
  EXPECT_TRUE(added_.empty());
}

TEST_F(PluginRouterTest, RefusesAPermissionThatIsNotListed) {
  try {
    router_.add(route("/api/v1/sla", Access::permission("sla.write")));
    FAIL() << "The route must be refused.";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "permission_undeclared");
  }
}

TEST_F(PluginRouterTest, GuardsHandlersOfBothSorts) {
  Route plain = route("/api/v1/sla/a", Access::open());
  plain.handler = [](const Request&) -> Response { throw std::runtime_error("oops"); };
  Route deferred = route("/api/v1/sla/b", Access::open());
  deferred.deferred = [](const Request&, Responder&) { throw std::runtime_error("oops"); };
  router_.add(std::move(plain));
  router_.add(std::move(deferred));

  const itops::test::FakeRequest request;
  EXPECT_THROW(added_[0].second.handler(request), Error);
  Responder responder;
  EXPECT_THROW(added_[1].second.deferred(request, responder), Error);
  EXPECT_EQ(guard_->failureCount(), 2U);
}

TEST_F(PluginRouterTest, LeavesTheHandlerUnsetThatThePluginLeftUnset) {
  Route plain = route("/api/v1/sla/a", Access::open());
  plain.handler = [](const Request&) { return Response{}; };
  router_.add(std::move(plain));

  EXPECT_TRUE(added_[0].second.handler);
  EXPECT_FALSE(added_[0].second.deferred);
}

}  // namespace
}  // namespace itops::plugin

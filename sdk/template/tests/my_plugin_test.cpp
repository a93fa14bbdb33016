// The whole plugin in a kernel of fakes: what it registers, and who may call it.
#include <gtest/gtest.h>

#include <functional>

#include "itops/database.hpp"
#include "itops/testing/kernel.hpp"

namespace my_plugin {
namespace {

using itops::test::FakeKernel;
using itops::test::RequestBuilder;

/// For tests that never get as far as the database.
class NoDatabase final : public itops::Database {
 public:
  void transact(const std::function<void(itops::Transaction&)>&) override { throw unexpected(); }
  itops::Rows query(const itops::Statement&, std::span<const itops::Value>) override {
    throw unexpected();
  }

 private:
  static std::logic_error unexpected() { return std::logic_error("this test has no database"); }
};

class MyPluginTest : public testing::Test {
 protected:
  MyPluginTest() {
    kernel.context.serve<itops::Database>(database);
    kernel.start();
  }

  NoDatabase database;
  FakeKernel kernel{itops_plugin_descriptor};
};

TEST_F(MyPluginTest, LetsNobodyInWithoutPermission) {
  const auto request = RequestBuilder::get("/api/v1/my_plugin/notes");
  EXPECT_EQ(kernel.router.call(request).status, 401);
  EXPECT_EQ(kernel.router.call(RequestBuilder(request).permission("my_plugin.write")).status, 403);
}

TEST_F(MyPluginTest, SaysWhichServiceIsMissing) {
  auto request = RequestBuilder::get("/api/v1/my_plugin/notes").permission("my_plugin.read");
  EXPECT_EQ(kernel.router.call(request).status, 400);
  const auto answer = kernel.router.call(request.query("service", "a/b/c/d/e"));
  EXPECT_EQ(answer.status, 404);
  EXPECT_NE(answer.body.find("a/b/c/d/e"), std::string::npos);
}

TEST_F(MyPluginTest, DeletesOldNotesAtNight) {
  ASSERT_EQ(kernel.scheduler.jobs().size(), 1u);
  EXPECT_EQ(itops::formatTimestamp(kernel.scheduler.nextDue("my_plugin.delete_notes")),
            "2026-03-02T03:15:00Z");
}

TEST_F(MyPluginTest, IsReadyAndStops) {
  EXPECT_TRUE(kernel.plugin().health().ready);
  kernel.stop();
}

}  // namespace
}  // namespace my_plugin

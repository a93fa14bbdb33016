// Routes, consumer and job on a real PostgreSQL with the kernel's tables and ours.
#include <gtest/gtest.h>

#include "itops/events/service_status_changed.hpp"
#include "itops/testing/kernel.hpp"
#include "itops/testing/postgres.hpp"
#include "note_added.hpp"

namespace my_plugin {
namespace {

using itops::test::FakeKernel;
using itops::test::RequestBuilder;
using itops::test::TestDatabase;

constexpr const char* kPath = "shop/web/production/north/api";

class NotesTest : public testing::Test {
 protected:
  NotesTest() {
    kernel.registry.add(service);
    kernel.context.serve<itops::Database>(database);
    kernel.start();
  }

  std::string list() {
    return kernel.router
        .call(RequestBuilder::get("/api/v1/my_plugin/notes")
                  .query("service", kPath)
                  .permission("my_plugin.read"))
        .body;
  }
  int add(const std::string& text) {
    return kernel.router
        .call(RequestBuilder::post("/api/v1/my_plugin/notes")
                  .query("service", kPath)
                  .body(text)
                  .permission("my_plugin.write"))
        .status;
  }

  TestDatabase database = TestDatabase::migrated({{"my_plugin", ITOPS_PLUGIN_MIGRATIONS_DIR}});
  itops::ServiceRef service = database.addService(kPath);
  FakeKernel kernel{itops_plugin_descriptor};
};

TEST_F(NotesTest, AreListedAfterTheyWereAdded) {
  EXPECT_EQ(list(), R"({"items":[]})");
  ASSERT_EQ(add("moved to rack 7"), 201);
  EXPECT_NE(list().find(R"("text" : "moved to rack 7", "author" : "tester")"), std::string::npos)
      << list();
}

TEST_F(NotesTest, AreToldToOthersAndAudited) {
  ASSERT_EQ(add("moved"), 201);
  const auto published = kernel.events.published<NoteAdded>();
  ASSERT_EQ(published.size(), 1u);
  EXPECT_EQ(published[0].path, kPath);
  EXPECT_EQ(published[0].author, "tester");
  ASSERT_EQ(kernel.audit.entries().size(), 1u);
  EXPECT_EQ(kernel.audit.entries()[0].entry.action, "note.add");
  EXPECT_EQ(kernel.metrics.value("itops_my_plugin_notes_total"), 1);
}

TEST_F(NotesTest, AreLeftByOutages) {
  itops::ServiceStatusChanged event;
  event.service_key = service.id;
  event.status = itops::Status::kDown;
  event.message = "disk full";
  event.occurred_at = kernel.clock.now();
  database.transact([&](itops::Transaction& transaction) {
    EXPECT_EQ(kernel.events.emit(transaction, event), 1);
  });
  EXPECT_NE(list().find("The service went down: disk full"), std::string::npos) << list();
}

TEST_F(NotesTest, AreDeletedWhenTheyAreOld) {
  ASSERT_EQ(add("short-lived"), 201);
  kernel.scheduler.runUntil(kernel.clock.now() + std::chrono::hours(24 * 364));
  EXPECT_NE(list().find("short-lived"), std::string::npos);
  EXPECT_GT(kernel.scheduler.runUntil(kernel.clock.now() + std::chrono::hours(48)), 0);
  EXPECT_EQ(list(), R"({"items":[]})");
}

}  // namespace
}  // namespace my_plugin

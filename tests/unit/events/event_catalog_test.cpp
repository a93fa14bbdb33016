#include "events/event_catalog.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"
#include "itops/events/service_status_changed.hpp"

namespace itops::events::test {
namespace {

std::string codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  return "nothing was thrown";
}

EventType named(std::string_view name) {
  return {name, "Something happened.", "things.read", "", [](EventDescriber&) {}};
}

TEST(EventCatalog, KnowsTheMembersOfADeclaredType) {
  EventCatalog catalog;
  catalog.declare("kernel", eventTypeOf<ServiceStatusChanged>());
  const DeclaredEvent* event = catalog.find("service.status_changed/1");
  ASSERT_NE(event, nullptr);
  EXPECT_EQ(event->permission, "catalog.read");
  ASSERT_EQ(event->members.size(), 8U);
  EXPECT_EQ(event->members[0].type, "uuid");
  EXPECT_EQ(event->members[4].name, "previousStatus");
  EXPECT_TRUE(event->members[4].optional);
}

TEST(EventCatalog, LetsOnlyTheDeclaringOwnerPublish) {
  EventCatalog catalog;
  catalog.declare("sla", named("incident.opened/1"));
  EXPECT_NO_THROW(catalog.requireDeclared("sla", "incident.opened/1"));
  EXPECT_EQ(codeOf([&] { catalog.requireDeclared("backup", "incident.opened/1"); }),
            "event_undeclared");
  EXPECT_EQ(codeOf([&] { catalog.requireDeclared("sla", "incident.closed/1"); }),
            "event_undeclared");
}

TEST(EventCatalog, RefusesATypeOfAnotherOwner) {
  EventCatalog catalog;
  catalog.declare("sla", named("incident.opened/1"));
  EXPECT_NO_THROW(catalog.declare("sla", named("incident.opened/1")));
  EXPECT_EQ(codeOf([&] { catalog.declare("backup", named("incident.opened/1")); }),
            "event_duplicate");
  catalog.removeOwner("sla");
  EXPECT_NO_THROW(catalog.declare("backup", named("incident.opened/1")));
}

TEST(EventCatalog, RefusesANameWithoutWordsOrRevision) {
  EventCatalog catalog;
  for (const char* name : {"", "incident/1", "incident.opened", "incident.opened/0",
                           "Incident.opened/1", "incident..opened/1", "incident.opened/1 "}) {
    EXPECT_EQ(codeOf([&] { catalog.declare("sla", named(name)); }), "event_type_invalid") << name;
  }
}

}  // namespace
}  // namespace itops::events::test

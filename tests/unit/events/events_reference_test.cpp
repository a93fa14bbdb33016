#include "events/events_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/events/service_status_changed.hpp"

namespace itops::events::test {
namespace {

using testing::HasSubstr;

TEST(EventsReference, ShowsAnEventWithItsMembers) {
  EventCatalog catalog;
  catalog.declare("kernel", eventTypeOf<ServiceStatusChanged>());
  const std::string text = eventsReference(catalog, {});
  EXPECT_THAT(text, HasSubstr("### service.status_changed/1\n\nA service changed its status. "
                              "Published by `kernel`; seen live with the permission "
                              "`catalog.read`; ordered by `serviceId`."));
  EXPECT_THAT(text, HasSubstr("| `previousStatus` | status or null | The status before; null for a "
                              "new service. |\n"));
}

TEST(EventsReference, ListsInterfacesByName) {
  const std::string text =
      eventsReference({}, {{"itops.router/1", "kernel"}, {"itops.calendar/1", "sla"}});
  EXPECT_THAT(text, HasSubstr("| `itops.calendar/1` | plugin sla |\n"
                              "| `itops.router/1` | kernel |\n"));
}

}  // namespace
}  // namespace itops::events::test

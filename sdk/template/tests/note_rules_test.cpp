#include "note_rules.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace my_plugin {
namespace {

using itops::ServiceStatusChanged;
using itops::Status;

TEST(NoteText, LosesTheBlanksAroundIt) {
  EXPECT_EQ(checkedText("  moved to rack 7\n"), "moved to rack 7");
}

TEST(NoteText, MustBeTextOfSomeLength) {
  EXPECT_THROW(checkedText(" \n"), itops::Error);
  EXPECT_THROW(checkedText("\xff"), itops::Error);
  EXPECT_NO_THROW(checkedText(std::string(kTextBytesMax, 'x')));
  EXPECT_THROW(checkedText(std::string(kTextBytesMax + 1, 'x')), itops::Error);
}

TEST(Outage, IsTheStepToDown) {
  ServiceStatusChanged event;
  event.status = Status::kDown;
  EXPECT_TRUE(isOutage(event));
  event.previous_status = Status::kDown;
  EXPECT_FALSE(isOutage(event));
  event.status = Status::kOperational;
  EXPECT_FALSE(isOutage(event));
}

TEST(Outage, IsTold) {
  ServiceStatusChanged event;
  EXPECT_EQ(outageText(event), "The service went down.");
  event.message = "no route to host";
  EXPECT_EQ(outageText(event), "The service went down: no route to host");
}

}  // namespace
}  // namespace my_plugin

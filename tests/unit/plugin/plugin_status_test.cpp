#include "plugin/plugin_status.hpp"

#include <gtest/gtest.h>

namespace itops::plugin {
namespace {

TEST(PluginComplaint, IsEmptyForAPluginThatBehaves) {
  PluginStatus status;
  status.longest_call = CallNote{"GET /x", {}, 9};
  status.last_failure = CallNote{"GET /x", "It threw.", 60};
  EXPECT_EQ(complaintOf(status), "") << "neither slow enough nor lately enough";
}

TEST(PluginComplaint, NamesWhatIsWrongMost) {
  PluginStatus status;
  status.last_failure = CallNote{"GET /x", "It threw.", 59};
  EXPECT_EQ(complaintOf(status), "GET /x failed 59 s ago.");
  status.threads = 2;
  EXPECT_EQ(complaintOf(status), "It runs 2 threads of its own, which plugins must not start.");
  status.longest_call = CallNote{"sla.make_report", {}, 31};
  EXPECT_EQ(complaintOf(status), "sla.make_report has been inside for 31 s.");
}

}  // namespace
}  // namespace itops::plugin

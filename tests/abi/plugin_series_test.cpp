#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host_fixture.hpp"

namespace itops::plugin::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class PluginSeries : public HostFixture {};

TEST_F(PluginSeries, LiveUntilThePluginHasStoppedAndGoThen) {
  start("counting");
  EXPECT_THAT(metrics_.text(), HasSubstr("itops_counting_starts_total{plugin=\"counting\"} 1\n"));

  host_.stop();
  EXPECT_THAT(journal_.notes(), Contains("counting stops"));
  EXPECT_THAT(metrics_.text(), Not(HasSubstr("itops_counting_starts_total{")));
}

}  // namespace
}  // namespace itops::plugin::test

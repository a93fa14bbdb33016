#include "outbound/outbound_metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::outbound {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(OutboundMetrics, CountByPluginHostAndOutcome) {
  MetricsRegistry registry;
  OutboundMetrics metrics(registry);
  metrics.count("portal", "a.example", "2xx", std::chrono::milliseconds(20));
  metrics.count("portal", "a.example", "2xx", std::chrono::milliseconds(20));
  EXPECT_THAT(registry.text(), HasSubstr("itops_outbound_calls_total{host=\"a.example\","
                                         "outcome=\"2xx\",plugin=\"portal\"} 2\n"));
  EXPECT_THAT(registry.text(), HasSubstr("itops_outbound_call_seconds_count{host=\"a.example\","
                                         "plugin=\"portal\"} 2\n"));
}

TEST(OutboundMetrics, TellOnlySoManyHostsApart) {
  MetricsRegistry registry;
  OutboundMetrics metrics(registry);
  for (std::size_t i = 0; i < OutboundMetrics::kHostsMax + 3; ++i) {
    metrics.count("p", "host" + std::to_string(i), "failed", {});
  }
  metrics.count("p", "host7", "failed", {});
  EXPECT_THAT(registry.text(), HasSubstr("{host=\"other\",outcome=\"failed\",plugin=\"p\"} 3\n"));
  EXPECT_THAT(registry.text(), HasSubstr("{host=\"host7\",outcome=\"failed\",plugin=\"p\"} 2\n"));
  EXPECT_THAT(registry.text(), Not(HasSubstr("host100")));
}

}  // namespace
}  // namespace itops::outbound

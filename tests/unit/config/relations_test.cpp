#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::ElementsAre;
using testing::StartsWith;
using RelationsTest = ConfigFixture;

TEST_F(RelationsTest, DownComesAfterUnknown) {
  EXPECT_THAT(loadVariables({{"ITOPS_SILENCE_UNKNOWN_AFTER", "300s"}}).errors,
              ElementsAre("silence.down_after: found 5m (default), expected longer than "
                          "silence.unknown_after, which is 5m (environment "
                          "ITOPS_SILENCE_UNKNOWN_AFTER)"));
}

TEST_F(RelationsTest, AnOutageIsLongerThanAHeartbeat) {
  EXPECT_THAT(loadVariables({{"ITOPS_HEARTBEAT_OUTAGE_AFTER", "5s"}}).errors,
              ElementsAre(StartsWith("heartbeat.outage_after: found 5s")));
}

TEST_F(RelationsTest, TheQueueHoldsABatch) {
  EXPECT_THAT(loadVariables({{"ITOPS_INGEST_QUEUE_MAX", "10"}}).errors,
              ElementsAre("ingest.queue_max: found 10 (environment ITOPS_INGEST_QUEUE_MAX), "
                          "expected at least ingest.batch_rows_max, which is 1000 (default)"));
}

TEST_F(RelationsTest, PortsDiffer) {
  EXPECT_THAT(loadVariables({{"ITOPS_SERVER_EXTRA_PORTS", "5000,8080"}}).errors,
              ElementsAre(StartsWith("server.extra_ports: found 8080")));
  EXPECT_THAT(loadVariables({{"ITOPS_SERVER_EXTRA_PORTS", "5000,5000"}}).errors,
              ElementsAre(StartsWith("server.extra_ports: found 5000")));
}

TEST_F(RelationsTest, ARefusedValueIsToldOnce) {
  EXPECT_THAT(
      loadVariables({{"ITOPS_SILENCE_UNKNOWN_AFTER", "400s"}, {"ITOPS_SILENCE_DOWN_AFTER", "soon"}})
          .errors,
      ElementsAre(StartsWith("ITOPS_SILENCE_DOWN_AFTER: found \"soon\"")));
}

}  // namespace
}  // namespace itops::config::test

#include "http/gate_list.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace itops::http {
namespace {

TEST(GateList, CoversWholeSegmentsOnly) {
  GateList gates;
  gates.close("/api/v1/sla", "sla");
  EXPECT_EQ(gates.closedFor("/api/v1/sla"), "sla");
  EXPECT_EQ(gates.closedFor("/api/v1/sla/x"), "sla");
  EXPECT_EQ(gates.closedFor("/api/v1/slate"), "");
  EXPECT_EQ(gates.closedFor("/api/v1"), "");
}

TEST(GateList, TheRootCoversOnlyItself) {
  GateList gates;
  gates.close("/", "gitops_status");
  EXPECT_EQ(gates.closedFor("/"), "gitops_status");
  EXPECT_EQ(gates.closedFor("/anything"), "");
}

TEST(GateList, AsksOnlyForOneOwnerWhenTold) {
  GateList gates;
  gates.close("/a", "sla");
  EXPECT_EQ(gates.closedFor("/a", "backup"), "");
  EXPECT_EQ(gates.closedFor("/a", "sla"), "sla");
}

TEST(GateList, OpensAndClosesAgain) {
  GateList gates;
  gates.open("/a", "sla");
  gates.close("/a", "sla");
  gates.open("/a", "sla");
  EXPECT_EQ(gates.closedFor("/a"), "");
  gates.close("/a", "sla");
  EXPECT_EQ(gates.closedFor("/a"), "sla");
}

TEST(GateList, ChangesWhileOthersRead) {
  GateList gates;
  std::thread writer([&] {
    for (int i = 0; i < 1000; ++i) {
      gates.close("/p" + std::to_string(i % 10), "sla");
      gates.open("/p" + std::to_string(i % 10), "sla");
    }
  });
  for (int i = 0; i < 1000; ++i) {
    const auto plugin = gates.closedFor("/p5/x");
    EXPECT_TRUE(plugin.empty() || plugin == "sla");
  }
  writer.join();
}

}  // namespace
}  // namespace itops::http

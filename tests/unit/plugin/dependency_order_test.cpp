#include "plugin/dependency_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace itops::plugin {
namespace {

using Ids = std::vector<std::string>;
using Problems = std::vector<DependencyProblem>;

const std::set<std::string> kKernel{"itops.database/1"};

TEST(DependencyOrder, IsEmptyForNoPlugins) {
  EXPECT_EQ(orderByDependencies({}, kKernel).ids, Ids{});
  EXPECT_EQ(orderByDependencies({}, kKernel).problems, Problems{});
}

TEST(DependencyOrder, IsByNameForPluginsThatNeedNothing) {
  EXPECT_EQ(orderByDependencies({{.id = "b"}, {.id = "c"}, {.id = "a"}}, kKernel).ids,
            (Ids{"a", "b", "c"}));
}

TEST(DependencyOrder, PutsAPluginBehindWhatItNeeds) {
  EXPECT_EQ(
      orderByDependencies({{.id = "a", .needs = {"x/1"}}, {.id = "b", .offers = {"x/1"}}}, kKernel)
          .ids,
      (Ids{"b", "a"}));
}

TEST(DependencyOrder, PutsAPluginBehindWhatItUses) {
  EXPECT_EQ(
      orderByDependencies({{.id = "a", .uses = {"x/1"}}, {.id = "b", .offers = {"x/1"}}}, kKernel)
          .ids,
      (Ids{"b", "a"}));
}

TEST(DependencyOrder, IsTheSameForEveryOrderOfTheInput) {
  std::vector<DependencyNode> plugins{{.id = "a", .needs = {"x/1", "y/1"}},
                                      {.id = "b", .needs = {"y/1"}, .offers = {"x/1"}},
                                      {.id = "c", .offers = {"y/1"}},
                                      {.id = "d"}};
  const auto by_id = [](const DependencyNode& l, const DependencyNode& r) { return l.id < r.id; };
  do {
    EXPECT_EQ(orderByDependencies(plugins, kKernel).ids, (Ids{"c", "b", "a", "d"}));
  } while (std::next_permutation(plugins.begin(), plugins.end(), by_id));
}

TEST(DependencyOrder, LeavesDisabledPluginsOut) {
  EXPECT_EQ(orderByDependencies(
                {{.id = "a"}, {.id = "b", .enabled = false, .needs = {"nowhere/1"}}}, kKernel)
                .ids,
            Ids{"a"});
}

TEST(DependencyOrder, TakesTheKernelsInterfacesAsThere) {
  EXPECT_EQ(orderByDependencies({{.id = "a", .needs = {"itops.database/1"}}}, kKernel).ids,
            Ids{"a"});
}

TEST(DependencyOrder, DoesNotMindAUseThatNobodyOffers) {
  EXPECT_EQ(orderByDependencies({{.id = "a", .uses = {"x/1"}}}, kKernel).ids, Ids{"a"});
}

TEST(DependencyOrder, ReportsANeedThatNobodyOffers) {
  EXPECT_EQ(orderByDependencies({{.id = "a", .needs = {"x/1"}}}, kKernel).problems,
            (Problems{{"a",
                       "Plugin a needs x/1, which neither the kernel in this role nor an installed "
                       "plugin offers; install one that does, or set "
                       "ITOPS_PLUGINS_A_ENABLED=false."}}));
}

TEST(DependencyOrder, ReportsANeedThatOnlyADisabledPluginOffers) {
  EXPECT_EQ(orderByDependencies({{.id = "a", .needs = {"x/1"}},
                                 {.id = "gitops_status", .enabled = false, .offers = {"x/1"}}},
                                kKernel)
                .problems,
            (Problems{{"a",
                       "Plugin a needs x/1, which only the disabled plugin gitops_status offers; "
                       "set ITOPS_PLUGINS_GITOPS_STATUS_ENABLED=true, or "
                       "ITOPS_PLUGINS_A_ENABLED=false."}}));
}

TEST(DependencyOrder, ReportsAnInterfaceThatTwoPluginsOffer) {
  EXPECT_EQ(
      orderByDependencies({{.id = "a", .offers = {"x/1"}}, {.id = "b", .offers = {"x/1"}}}, kKernel)
          .problems,
      (Problems{{"b",
                 "Plugins a and b both offer x/1; switch one of them off, e.g. with "
                 "ITOPS_PLUGINS_B_ENABLED=false."}}));
}

TEST(DependencyOrder, AllowsASecondOffererThatIsDisabled) {
  EXPECT_EQ(orderByDependencies({{.id = "a", .enabled = false, .offers = {"x/1"}},
                                 {.id = "b", .offers = {"x/1"}},
                                 {.id = "c", .needs = {"x/1"}}},
                                kKernel)
                .ids,
            (Ids{"b", "c"}));
}

TEST(DependencyOrder, ReportsAnOfferThatIsTheKernels) {
  EXPECT_EQ(orderByDependencies({{.id = "a", .offers = {"itops.database/1"}}}, kKernel).problems,
            (Problems{{"a",
                       "Plugin a offers itops.database/1, which the kernel itself serves; offer it "
                       "under an id of its own."}}));
}

struct CycleCase {
  const char* name;
  std::vector<DependencyNode> plugins;
  std::vector<std::string> cycles;
};

class DependencyCycle : public testing::TestWithParam<CycleCase> {};

TEST_P(DependencyCycle, IsWrittenOut) {
  const DependencyOrder order = orderByDependencies(GetParam().plugins, kKernel);

  Ids messages;
  for (const DependencyProblem& problem : order.problems) messages.push_back(problem.message);
  Ids expected;
  for (const std::string& cycle : GetParam().cycles) {
    expected.push_back("Plugins ask for each other's services in a circle, " + cycle +
                       ", so none can be started first; turn one of these services into an event, "
                       "or switch one of the plugins off.");
  }
  EXPECT_EQ(messages, expected);
  EXPECT_TRUE(order.ids.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DependencyCycle,
    testing::Values(
        CycleCase{"OfOne", {{.id = "a", .needs = {"a/1"}, .offers = {"a/1"}}}, {"a -> a"}},
        CycleCase{"OfTwo",
                  {{.id = "b", .needs = {"a/1"}, .offers = {"b/1"}},
                   {.id = "a", .needs = {"b/1"}, .offers = {"a/1"}}},
                  {"a -> b -> a"}},
        CycleCase{"OfThreeThroughAUse",
                  {{.id = "a", .needs = {"c/1"}, .offers = {"a/1"}},
                   {.id = "b", .uses = {"a/1"}, .offers = {"b/1"}},
                   {.id = "c", .needs = {"b/1"}, .offers = {"c/1"}}},
                  {"a -> c -> b -> a"}},
        CycleCase{"WithoutThoseThatOnlyWaitForIt",
                  {{.id = "a", .needs = {"b/1"}},
                   {.id = "b", .needs = {"c/1"}, .offers = {"b/1"}},
                   {.id = "c", .needs = {"b/1"}, .offers = {"c/1"}}},
                  {"b -> c -> b"}},
        CycleCase{"Twice",
                  {{.id = "a", .needs = {"b/1"}, .offers = {"a/1"}},
                   {.id = "b", .needs = {"a/1"}, .offers = {"b/1"}},
                   {.id = "c", .needs = {"d/1"}, .offers = {"c/1"}},
                   {.id = "d", .needs = {"c/1"}, .offers = {"d/1"}}},
                  {"a -> b -> a", "c -> d -> c"}}),
    [](const auto& test_case) { return test_case.param.name; });

TEST(DependencyOrder, ReportsAllProblemsTogether) {
  EXPECT_EQ(orderByDependencies({{.id = "a", .needs = {"nowhere/1"}, .offers = {"x/1"}},
                                 {.id = "b", .needs = {"b/1"}, .offers = {"x/1", "b/1"}}},
                                kKernel)
                .problems.size(),
            3U);
}

}  // namespace
}  // namespace itops::plugin

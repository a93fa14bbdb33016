#include <gtest/gtest.h>

#include "tidy/rules.hpp"

namespace itops::tidy {
namespace {

TEST(Tidy, TheSourcesKeepTheHouseRules) {
  const Tree tree = readTree(ITOPS_SOURCE_DIR);
  ASSERT_TRUE(tree.contains("kernel/CMakeLists.txt"));
  const auto known = tree.find("tests/tidy/known.txt");
  ASSERT_NE(known, tree.end());
  for (const auto& finding : withoutKnown(checkAll(tree), known->second)) {
    ADD_FAILURE() << finding.path << ": " << finding.rule << ": " << finding.message;
  }
}

}  // namespace
}  // namespace itops::tidy

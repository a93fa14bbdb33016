#include "config/edit_distance.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace itops::config {
namespace {

TEST(EditDistance, CountsEachKindOfSlipOnce) {
  EXPECT_EQ(editDistance("port", "port"), 0u);
  EXPECT_EQ(editDistance("port", "ports"), 1u);
  EXPECT_EQ(editDistance("port", "prt"), 1u);
  EXPECT_EQ(editDistance("port", "port"), 0u);
  EXPECT_EQ(editDistance("port", "sort"), 1u);
  EXPECT_EQ(editDistance("port", "prot"), 1u);
  EXPECT_EQ(editDistance("", "port"), 4u);
  EXPECT_EQ(editDistance("port", ""), 4u);
  EXPECT_EQ(editDistance("kitten", "sitting"), 3u);
}

TEST(NearestName, IsTheNearestOfSeveral) {
  const std::vector<std::string> names{"server.host", "server.port", "database.port"};
  EXPECT_EQ(nearestName("server.prot", names), "server.port");
  EXPECT_EQ(nearestName("databse.prt", names), "database.port");
}

TEST(NearestName, IsEmptyWhenAllAreFar) {
  const std::vector<std::string> names{"server.host", "timezone"};
  EXPECT_FALSE(nearestName("plugins.dir", names));
  EXPECT_FALSE(nearestName("", names));
  EXPECT_FALSE(nearestName("host", names));
}

TEST(NearestName, ToleratesLessInShortNames) {
  const std::vector<std::string> names{"abcd"};
  EXPECT_TRUE(nearestName("abcx", names));
  EXPECT_FALSE(nearestName("abxy", names));
}

TEST(NearestName, DoesNotCompareEndlessNames) {
  const std::vector<std::string> names{std::string(129, 'x')};
  EXPECT_FALSE(nearestName(std::string(129, 'x'), names));
}

}  // namespace
}  // namespace itops::config

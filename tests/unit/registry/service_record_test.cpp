#include "registry/service_record.hpp"

#include <gtest/gtest.h>

namespace itops::registry {
namespace {

TEST(DefaultDisplayName, MakesWordsOfANameAndCapitalisesThem) {
  EXPECT_EQ(defaultDisplayName("galera-node1"), "Galera Node1");
  EXPECT_EQ(defaultDisplayName("web_front-end"), "Web Front End");
  EXPECT_EQ(defaultDisplayName("API"), "API");
  EXPECT_EQ(defaultDisplayName("v1.2"), "V1.2");
  EXPECT_EQ(defaultDisplayName("7zip"), "7zip");
  EXPECT_EQ(defaultDisplayName("überwachung"), "überwachung") << "letters beyond ASCII stay";
  EXPECT_EQ(defaultDisplayName(""), "");
}

TEST(FieldOwner, NamesReadBack) {
  for (const auto owner : {FieldOwner::kPush, FieldOwner::kPerson, FieldOwner::kAgent}) {
    EXPECT_EQ(parseFieldOwner(fieldOwnerName(owner)), owner);
  }
  EXPECT_EQ(parseFieldOwner("default"), FieldOwner::kNobody);
  EXPECT_EQ(parseFieldOwner("somebody"), FieldOwner::kNobody);
}

TEST(FieldOwner, OfHigherRankIsNotOverwritten) {
  constexpr FieldOwner kRanks[] = {FieldOwner::kNobody, FieldOwner::kPush, FieldOwner::kPerson,
                                   FieldOwner::kAgent};
  for (const auto owner : kRanks) {
    for (const auto writer : kRanks) {
      ServiceFields fields;
      fields.owners["team"] = owner;
      EXPECT_EQ(fields.maySet("team", writer), writer >= owner)
          << fieldOwnerName(writer) << " over " << fieldOwnerName(owner);
    }
  }
}

TEST(FieldOwner, OfAnUntouchedFieldIsNobody) {
  EXPECT_EQ(ServiceFields{}.ownerOf("team"), FieldOwner::kNobody);
  EXPECT_TRUE(ServiceFields{}.maySet("team", FieldOwner::kPush));
}

}  // namespace
}  // namespace itops::registry

#include "license/license_token.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace itops::license {
namespace {

const Timestamp kNow = *parseTimestamp("2026-03-01T12:00:00Z");

class LicenseToken : public testing::Test {
 protected:
  std::string token(std::optional<Timestamp> expires_at = std::nullopt) const {
    return sign({"Corp", {"sla", "ticketing"}, kNow, expires_at}, keys_.secret_key);
  }
  Standing standing(const std::string& text) const {
    return verify(text, keys_.public_key, kNow).standing;
  }

  KeyPair keys_ = makeKeys();
};

TEST_F(LicenseToken, IsValidAndSaysWhatWasSigned) {
  const auto verdict = verify(token(), keys_.public_key, kNow);
  EXPECT_EQ(verdict.standing, Standing::kValid);
  EXPECT_EQ(verdict.license->licensee, "Corp");
  EXPECT_TRUE(verdict.license->covers("sla"));
  EXPECT_FALSE(verdict.license->covers("backup"));
  EXPECT_TRUE((License{"x", {"*"}}).covers("anything"));
}

TEST_F(LicenseToken, LooksAsDocumented) {
  EXPECT_TRUE(token().starts_with("eyJhbGci"));
}

TEST_F(LicenseToken, ExpiresAtItsTime) {
  EXPECT_EQ(standing(token(kNow + std::chrono::seconds(1))), Standing::kValid);
  EXPECT_EQ(standing(token(kNow)), Standing::kExpired);
  EXPECT_TRUE(verify(token(kNow), keys_.public_key, kNow).license) << "still tells whose it was";
}

TEST_F(LicenseToken, OfAnotherSignerIsForeign) {
  EXPECT_EQ(verify(token(), makeKeys().public_key, kNow).standing, Standing::kForeign);
}

TEST_F(LicenseToken, ThatWasChangedAnywhereDoesNotCount) {
  const auto good = token();
  for (std::size_t i = 0; i < good.size(); i += 7) {
    auto forged = good;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    if (forged == good) continue;
    EXPECT_NE(standing(forged), Standing::kValid) << i;
  }
}

TEST_F(LicenseToken, OfAnyOtherTextIsJudgedAndNeverThrows) {
  EXPECT_EQ(standing(""), Standing::kNone);
  for (const std::string& text :
       {std::string("."), std::string("a.b.c"), std::string("eyJhbGci..."),
        std::string(100000, 'a'), std::string("\0\0.\0", 4)}) {
    EXPECT_EQ(standing(text), Standing::kMalformed);
  }
  EXPECT_EQ(verify(token(), "", kNow).standing, Standing::kNoPublicKey);
  EXPECT_EQ(verify(token(), "not base64!", kNow).standing, Standing::kNoPublicKey);
  EXPECT_THROW(sign({"x"}, Secret("no key")), Error);
}

}  // namespace
}  // namespace itops::license

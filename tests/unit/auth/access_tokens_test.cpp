#include "auth/access_tokens.hpp"

#include <gtest/gtest.h>
#include <sodium/crypto_auth_hmacsha256.h>
#include <sodium/utils.h>

#include <chrono>

namespace itops::auth {
namespace {

const std::string kKey(32, 'k');
const Timestamp kNow = *parseTimestamp("2026-03-01T12:00:00Z");
const std::string kHeader = R"({"alg":"HS256","typ":"JWT"})";

std::string base64(const std::string& bytes) {
  std::string text(
      sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(text.find('\0'));
  return text;
}

/// A token with any header and payload, signed by HMAC SHA-256 with any key.
std::string forged(const std::string& header, const std::string& payload,
                   const std::string& key = kKey) {
  const std::string body = base64(header) + "." + base64(payload);
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()),
                              key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(body.data()),
                                body.size());
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(mac.data()));
  return body + "." + base64(mac);
}

std::string payload(const std::string& expiry) {
  return R"({"iss":"itops","sub":"a","sid":"s","iat":1772366400,"exp":)" + expiry + "}";
}

class AccessTokensTest : public testing::Test {
 protected:
  std::string issued() const {
    return tokens_.issue({"account", "session", kNow + std::chrono::hours(1)}, kNow);
  }
  bool takes(const std::string& token) const { return tokens_.verify(token, kNow).has_value(); }

  AccessTokens tokens_{Secret(kKey)};
};

TEST_F(AccessTokensTest, AreTakenWithWhatTheySay) {
  const auto claims = tokens_.verify(issued(), kNow);
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->account, "account");
  EXPECT_EQ(claims->session, "session");
  EXPECT_EQ(claims->expires_at, kNow + std::chrono::hours(1));
}

TEST_F(AccessTokensTest, OfTheForgersOwnHandAreTakenOnlyWithTheRightKeyAndForm) {
  EXPECT_TRUE(takes(forged(kHeader, payload("1772370000")))) << "the forger knows the form";
  EXPECT_FALSE(takes(forged(kHeader, payload("1772370000"), std::string(32, 'x'))));
  EXPECT_FALSE(takes(forged(kHeader, payload("1772370000"), "")));
}

TEST_F(AccessTokensTest, AreRefusedOnceTheyExpire) {
  EXPECT_TRUE(tokens_.verify(issued(), kNow + std::chrono::seconds(3599)));
  EXPECT_FALSE(tokens_.verify(issued(), kNow + std::chrono::seconds(3600)));
  EXPECT_FALSE(takes(forged(kHeader, payload("1772366400"))));
}

TEST_F(AccessTokensTest, AreRefusedWithAnotherAlgorithm) {
  const std::string good = payload("1772370000");
  const auto unsigned_body = [&](const std::string& header) {
    return base64(header) + "." + base64(good) + ".";
  };
  for (const char* algorithm : {"none", "None", "NONE", "nOnE"}) {
    const std::string header = std::string(R"({"alg":")") + algorithm + R"(","typ":"JWT"})";
    EXPECT_FALSE(takes(unsigned_body(header))) << algorithm;
    EXPECT_FALSE(takes(forged(header, good))) << algorithm;
  }
  for (const char* algorithm : {"HS384", "HS512", "RS256", "ES256", "EdDSA", "hs256", ""}) {
    EXPECT_FALSE(takes(forged(std::string(R"({"alg":")") + algorithm + R"(","typ":"JWT"})", good)))
        << algorithm;
  }
}

TEST_F(AccessTokensTest, AreRefusedWhenTheirHeaderWantsToChooseTheKey) {
  const std::string good = payload("1772370000");
  for (const char* header :
       {R"({"alg":"HS256","typ":"JWT","kid":"../../../../dev/null"})",
        R"({"alg":"HS256","kid":"' UNION SELECT 'k","typ":"JWT"})",
        R"({"alg":"HS256","typ":"JWT","jku":"https://evil.example/keys"})",
        R"({"alg":"HS256","typ":"JWT","jwk":{"kty":"oct","k":"a2tr"}})",
        R"({"alg":"HS256","typ":"JWT","x5u":"https://evil.example/"})",
        R"({"alg":"HS256","typ":"JWT","crit":["exp"]})", R"({"typ":"JWT","alg":"HS256"})",
        R"({"alg":"HS256"})", "{}", "", "null"}) {
    EXPECT_FALSE(takes(forged(header, good))) << header;
  }
}

TEST_F(AccessTokensTest, AreRefusedWithPartsOfTwoTokens) {
  const std::string mine = issued();
  const std::string other = tokens_.issue({"admin", "session", kNow + std::chrono::hours(1)}, kNow);
  const auto cut = [](const std::string& token) { return token.rfind('.'); };
  EXPECT_FALSE(takes(other.substr(0, cut(other)) + mine.substr(cut(mine))));
  EXPECT_FALSE(takes(mine.substr(0, cut(mine))));
  EXPECT_FALSE(takes(mine + "." + mine));
  EXPECT_FALSE(takes(mine.substr(0, cut(mine) + 1)));
}

TEST_F(AccessTokensTest, AreRefusedWithOtherClaims) {
  for (const char* text :
       {R"({"iss":"other","sub":"a","sid":"s","exp":1772370000})",
        R"({"sub":"a","sid":"s","exp":1772370000})",
        R"({"iss":"itops","sid":"s","exp":1772370000})",
        R"({"iss":"itops","sub":"a","exp":1772370000})", R"({"iss":"itops","sub":"a","sid":"s"})",
        R"({"iss":"itops","sub":{"a":1},"sid":"s","exp":1772370000})",
        R"({"iss":"itops","sub":"a","sid":"s","exp":"1772370000"})",
        R"({"iss":"itops","sub":"a","sid":"s","exp":1e300})",
        R"({"iss":"itops","sub":"a","sid":"s","exp":-1})", "[]", "1", "", "{"}) {
    EXPECT_FALSE(takes(forged(kHeader, text))) << text;
  }
}

TEST_F(AccessTokensTest, OfAnyOtherTextAreRefused) {
  for (const std::string& text :
       {std::string(), std::string("."), std::string(".."), std::string("a.b.c"),
        base64(kHeader) + "..", base64(kHeader) + ".!!!.???", std::string(100000, '.'),
        issued() + std::string(5000, 'a')}) {
    EXPECT_FALSE(takes(text)) << text.substr(0, 40);
  }
}

}  // namespace
}  // namespace itops::auth

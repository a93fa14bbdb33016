#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium/crypto_pwhash.h>

#include "identity/password_hasher.hpp"
#include "identity/password_policy.hpp"

namespace itops::identity {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr HashingCost kCheap{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};

// REPO-47, REPO-48, REPO-49
TEST(PasswordPolicy, AsksForLengthUpperCaseAndDigitAsDeclared) {
  const PasswordPolicy policy;
  EXPECT_FALSE(refusalOf(policy, "Abcdefghijk1", "ann"));
  EXPECT_TRUE(refusalOf(policy, "Abcdefghij1", "ann")) << "11 characters";
  EXPECT_TRUE(refusalOf(policy, "abcdefghijk1", "ann")) << "no upper case";
  EXPECT_TRUE(refusalOf(policy, "Abcdefghijkl", "ann")) << "no digit";
  EXPECT_FALSE(refusalOf({8, false, false}, "abcdefgh", "ann"));
  EXPECT_THAT(*refusalOf(policy, "x", "ann"), HasSubstr("at least 12 characters"));
}

TEST(PasswordPolicy, CountsCharactersOfAnyScript) {
  EXPECT_FALSE(refusalOf({8, true, true},
                         "\xC3\x84\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"
                         "1",
                         "ann"));
  EXPECT_TRUE(refusalOf({8, false, false}, "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4", "ann"));
}

TEST(PasswordPolicy, RefusesWhatCanNotBeStoredAndTheNameItself) {
  EXPECT_TRUE(refusalOf({8, false, false}, std::string("abcdefgh\0x", 10), "ann"));
  EXPECT_TRUE(refusalOf({8, false, false}, "\xFF\xFFxxxxxxxxxx", "ann"));
  EXPECT_TRUE(refusalOf({8, false, false}, std::string(1025, 'a'), "ann"));
  EXPECT_TRUE(refusalOf({8, false, false}, "ANN.SMITH", "ann.smith"));
}

TEST(PasswordPolicy, NeverRepeatsThePassword) {
  EXPECT_THAT(*refusalOf({}, "hunter2", "ann"), testing::Not(HasSubstr("hunter2")));
}

TEST(PasswordHasher, MakesArgon2idHashesThatMatchTheirPasswordAlone) {
  const PasswordHasher hasher(kCheap);
  const auto hash = hasher.hash(Secret("Abcdefghijk1"));
  EXPECT_THAT(hash, StartsWith("$argon2id$"));
  EXPECT_NE(hasher.hash(Secret("Abcdefghijk1")), hash) << "salted";
  EXPECT_TRUE(hasher.matches(hash, Secret("Abcdefghijk1")));
  EXPECT_FALSE(hasher.matches(hash, Secret("Abcdefghijk2")));
  EXPECT_FALSE(hasher.matches(hash, Secret("")));
  EXPECT_FALSE(hasher.matches(std::nullopt, Secret("Abcdefghijk1")));
  EXPECT_FALSE(hasher.matches(std::string("no hash"), Secret("no hash")));
}

TEST(PasswordHasher, KnowsHashesOfAnotherCost) {
  const PasswordHasher cheap(kCheap);
  EXPECT_FALSE(cheap.isOutdated(cheap.hash(Secret("a"))));
  EXPECT_TRUE(PasswordHasher({2, kCheap.memory_bytes}).isOutdated(cheap.hash(Secret("a"))));
}

}  // namespace
}  // namespace itops::identity

#include "identity/provider_secrets.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"
#include "support/temporary_folder.hpp"

namespace itops::identity {
namespace {

class ProviderSecretsTest : public testing::Test {
 protected:
  ProviderSecretsTest() {
    std::filesystem::create_directory(folder_ / "creds");
    by_secret_.config = {{"bindPasswordSecret", {{"name", "creds"}, {"key", "bindPassword"}}}};
    by_file_.config = {{"bindPasswordFile", (folder_ / "own").string()}};
  }
  std::string read(const Provider& provider, const std::string& fallback = {}) {
    return ProviderSecrets(folder_.path(), Secret(fallback)).bindPasswordOf(provider).reveal();
  }
  void store(const std::string& password) {
    test::writeFile(folder_ / "creds" / "bindPassword", password);
  }

  test::TemporaryFolder folder_;
  Provider by_secret_{"corp", {}, "ldap", "Corporate LDAP"};
  Provider by_file_ = by_secret_;
};

// REPO-56, REPO-67. Directory pitfalls 34 and 35
TEST_F(ProviderSecretsTest, AreReadAsTheyAreAndAnewEachTime) {
  store("Pa$sw0rd ${HOME}\n");
  EXPECT_EQ(read(by_secret_, "fallback"), "Pa$sw0rd ${HOME}");
  store("rotated\r\n");
  EXPECT_EQ(read(by_secret_, "fallback"), "rotated");
  test::writeFile(folder_ / "own", "in a file of its own");
  EXPECT_EQ(read(by_file_), "in a file of its own");
}

// Directory pitfall 35
TEST_F(ProviderSecretsTest, ComeFromTheEnvironmentWhereThereIsNoFile) {
  EXPECT_EQ(read(by_secret_, "fallback"), "fallback");
  EXPECT_EQ(read({"corp", {}, "ldap", "Corporate LDAP"}, "fallback"), "fallback");
}

// Directory pitfall 23: no password is an error, and nobody is asked with an empty one.
TEST_F(ProviderSecretsTest, ThatCanNotBeReadAreAnErrorWithoutTheirText) {
  EXPECT_THROW(read(by_secret_), Error);
  EXPECT_THROW(read(by_file_, "fallback"), Error) << "a file that was named is meant";
  store("");
  EXPECT_THROW(read(by_secret_, "fallback"), Error);
  store(std::string(5000, 'x'));
  try {
    read(by_secret_);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
    EXPECT_EQ((error.what() + error.logDetail()).find("xxx"), std::string::npos);
  }
}

}  // namespace
}  // namespace itops::identity

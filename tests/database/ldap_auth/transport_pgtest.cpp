// Encryption and verification, with a real directory.

#include "database/ldap_auth/bad_directory.hpp"
#include "database/ldap_auth/directory_test.hpp"
#include "database/ldap_auth/injecting_relay.hpp"
#include "database/ldap_auth/slapd.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;

class Transport : public DirectoryTest {
 protected:
  static void SetUpTestSuite() {
    slapd = std::make_unique<Slapd>(
        "dn: uid=john,dc=corp,dc=internal\nobjectClass: inetOrgPerson\ncn: john\nsn: x\nuid: john\n"
        "userPassword: secret\n\n");
  }
  static void TearDownTestSuite() { slapd.reset(); }

  Transport() {
    declare("hosts", {"127.0.0.1"});
    declare("baseDn", {Slapd::kBaseDn});
    declare("caFile", {slapd->caFile()});
    declare("connectTimeoutSeconds", {"2"});
    useStartTls();
  }
  void useStartTls() {
    declare("port", {std::to_string(slapd->port())});
    declare("tls", {"starttls"});
  }
  void useLdaps() {
    declare("port", {std::to_string(slapd->tlsPort())});
    declare("tls", {"ldaps"});
  }

  bool comesIn(const std::string& password) {
    try {
      return login("john", password).has_value();
    } catch (const Error&) {
      return false;
    }
  }

  static inline std::unique_ptr<Slapd> slapd;
};

// Directory pitfall 11
TEST_F(Transport, ByStartTlsAndByLdapsWorksWithTheRightAuthority) {
  EXPECT_TRUE(login("john"));
  useLdaps();
  EXPECT_TRUE(login("john"));
}

// Directory pitfall 11
TEST_F(Transport, WithACertificateOfAStrangerIsRefused) {
  declare("caFile", {slapd->strangeCaFile()});
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
  useLdaps();
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
}

// Directory pitfall 11
TEST_F(Transport, WithACertificateForAnotherHostIsRefused) {
  declare("hosts", {"localhost"});
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
  useLdaps();
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
}

// Directory pitfall 11
TEST_F(Transport, OlderThanTls12IsRefused) {
  const Slapd old("", {}, {"TLSCipherSuite NORMAL:-VERS-ALL:+VERS-TLS1.1"});
  declare("caFile", {old.caFile()});
  declare("port", {std::to_string(old.port())});
  EXPECT_THAT(errorOf("john"), HasSubstr("could not connect"));
}

// Directory pitfall 14: an answer from before the encryption is none.
TEST_F(Transport, BelievesNoAnswerThatWasSlippedInBeforeTls) {
  const InjectingRelay honest(slapd->port(), {});
  declare("port", {std::to_string(honest.port())});
  EXPECT_TRUE(comesIn("secret"));
  EXPECT_FALSE(comesIn("wrong"));
  const InjectingRelay relay(slapd->port(), ldap::bindResponse(2, 0));
  declare("port", {std::to_string(relay.port())});
  EXPECT_FALSE(comesIn("wrong"));
}

TEST_F(Transport, WithAnAuthorityThatCanNotBeReadIsAnError) {
  declare("caFile", {"/nonexistent/ca.pem"});
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
}

// Directory pitfall 13
TEST_F(Transport, TriesTheNextServerWhenOneIsAway) {
  declare("hosts", {"localhost.invalid", "127.0.0.1"});
  EXPECT_TRUE(login("john"));
  declare("hosts", {"localhost.invalid", "also.invalid"});
  EXPECT_THAT(errorOf("john"), testing::AllOf(HasSubstr("localhost.invalid"), HasSubstr("also")));
}

// Directory pitfall 12: anonymous where no service account is declared.
TEST_F(Transport, WithoutAServiceAccountSearchesAnonymously) {
  settings.values.erase("bindDn");
  EXPECT_TRUE(login("john"));
  EXPECT_FALSE(login("john", "wrong"));
}

TEST_F(Transport, WithAServiceAccountButNoPasswordIsAnError) {
  declare("bindDn", {Slapd::kServiceDn});
  EXPECT_THAT(errorOf("john"), HasSubstr("no password for bindDn"));
}

}  // namespace
}  // namespace itops::test

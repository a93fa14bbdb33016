// What no real directory does on demand: every doubt is an error, never an absence.

#include "database/ldap_auth/bad_directory.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "database/ldap_auth/directory_test.hpp"
#include "ldap_search.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;

constexpr const char* kPaged = "1.2.840.113556.1.4.319";
constexpr const char* kJohn = "uid=john,dc=corp";

std::string john(int id) {
  return ldap::searchEntry(id, kJohn, {{"uid", {"john"}}, {"entryUUID", {"1"}}});
}

/// Answers binds, and searches for people with John; the rest is up to the test.
std::string usual(const LdapRequest& request) {
  if (request.isBind()) return ldap::bindResponse(request.id, 0);
  if (!request.isSearch()) return {};
  const bool for_people = request.mentions("uid");
  return (for_people ? john(request.id) : std::string()) + ldap::searchDone(request.id, 0);
}

class BadDirectoryTest : public DirectoryTest {
 protected:
  void use(const BadDirectory& directory) {
    declare("hosts", {"127.0.0.1"});
    declare("port", {std::to_string(directory.port())});
    declare("tls", {"none"});
    declare("baseDn", {"dc=corp"});
    declare("groupFilter", {"(member=%s)"});
    declare("connectTimeoutSeconds", {"1"});
    declare("requestTimeoutSeconds", {"1"});
  }
};

TEST_F(BadDirectoryTest, ThatBehavesLetsPeopleIn) {
  const BadDirectory directory(usual);
  use(directory);
  EXPECT_TRUE(login("john"));
}

// Directory pitfalls 1 and 2: it would take any bind, and gets none.
TEST_F(BadDirectoryTest, ThatTakesAnyBindNeverGetsAPasswordThatIsNone) {
  const BadDirectory directory(usual);
  use(directory);
  for (const std::string& password :
       {std::string(), std::string("\0", 1), std::string("\0secret", 7),
        std::string("secret\0x", 8), std::string(1 << 20, 's')}) {
    EXPECT_FALSE(login("john", password)) << password.size();
  }
  EXPECT_EQ(directory.binds(), 0);
}

// Directory pitfall 9: without a service account nothing is asked in anybody's name.
TEST_F(BadDirectoryTest, IsAskedForGroupsAnonymouslyWithoutAnybodysName) {
  std::atomic<int> binds_without_password = 0;
  const BadDirectory directory([&](const LdapRequest& request) {
    if (request.isBind() && !request.mentions("secret")) ++binds_without_password;
    return usual(request);
  });
  use(directory);
  EXPECT_TRUE(login("john"));
  EXPECT_EQ(directory.binds(), 1) << "the person's own";
  EXPECT_EQ(binds_without_password, 0);
}

// Directory pitfall 10: what is asked, and so its time, is the same for both.
TEST_F(BadDirectoryTest, IsAskedTheSameForAnUnknownNameAndAWrongPassword) {
  std::mutex mutex;
  std::string operations;
  const BadDirectory directory([&](const LdapRequest& request) {
    {
      const std::lock_guard lock(mutex);
      if (request.isBind() || request.isSearch()) operations += request.isBind() ? 'b' : 's';
    }
    if (request.isBind()) return ldap::bindResponse(request.id, 49);
    return request.mentions("nobody") ? ldap::searchDone(request.id, 0) : usual(request);
  });
  use(directory);
  const auto asked = [&](const char* name) {
    operations.clear();
    EXPECT_FALSE(login(name, "wrong"));
    const std::lock_guard lock(mutex);
    return operations;
  };
  EXPECT_EQ(asked("john"), "sb");
  EXPECT_EQ(asked("nobody"), "sb");
}

// Directory pitfall 13
TEST_F(BadDirectoryTest, BehindAHostThatSwallowsConnectionsIsReachedInTime) {
  const BlackHole hole;
  const BadDirectory directory(usual, hole.port());
  use(directory);
  declare("hosts", {"127.0.0.2", "127.0.0.1"});
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_TRUE(login("john"));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

// Each page comes in time, and there is always one more.
TEST_F(BadDirectoryTest, ThatNeverComesToAnEndIsGivenUpInTime) {
  std::mutex mutex;
  std::condition_variable never;
  const BadDirectory directory([&](const LdapRequest& request) {
    std::unique_lock lock(mutex);
    never.wait_for(lock, std::chrono::milliseconds(50));
    return ldap::searchPage(request.id, "more");
  });
  use(directory);
  const auto declared = ldap_auth::directorySettings(settings);
  const auto begun = std::chrono::steady_clock::now();
  ldap_auth::LdapSession session(declared, begun + std::chrono::milliseconds(300));
  EXPECT_THROW(searchAll(session, {"dc=corp", "(uid=john)", {"uid"}}), Error);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
}

// Directory pitfall 23: busy, unavailable, time limit, size limit, half way.
TEST_F(BadDirectoryTest, ThatCutsAListShortIsAnError) {
  for (const int code : {3, 4, 11, 51, 52, 53, 80}) {
    const BadDirectory directory([code](const LdapRequest& request) {
      if (!request.isSearch()) return usual(request);
      return john(request.id) + ldap::searchDone(request.id, code);
    });
    use(directory);
    EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable")) << code;
    EXPECT_THROW(provider.lookUp(settings, {"entryUUID=31"}), Error) << code;
  }
}

// Directory pitfall 23
TEST_F(BadDirectoryTest, ThatIsBusyWhenAskedForGroupsIsAnErrorAndNoLossOfGroups) {
  const BadDirectory directory([](const LdapRequest& request) {
    const bool for_groups = request.isSearch() && request.mentions("member");
    const bool for_people = request.mentions("entryUUID");
    return for_groups && !for_people ? ldap::searchDone(request.id, 51) : usual(request);
  });
  use(directory);
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
}

// Directory pitfall 13
TEST_F(BadDirectoryTest, ThatStaysSilentIsGivenUpInTime) {
  const BadDirectory directory([](const LdapRequest&) { return std::string(); });
  use(directory);
  declare("bindDn", {"cn=service,dc=corp"});
  settings.bind_password = Secret("x");
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

TEST_F(BadDirectoryTest, ThatDropsTheConnectionIsAnError) {
  const BadDirectory directory([](const LdapRequest& request) {
    return request.isSearch() ? std::string(BadDirectory::kCut) : usual(request);
  });
  use(directory);
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
}

TEST_F(BadDirectoryTest, ThatAnswersNonsenseIsAnError) {
  const BadDirectory directory(
      [](const LdapRequest&) { return std::string("HTTP/1.1 200 OK\r\n\r\n"); });
  use(directory);
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
}

// Directory pitfall 11
TEST_F(BadDirectoryTest, ThatRefusesStartTlsNeverSeesAPassword) {
  const BadDirectory directory([](const LdapRequest& request) {
    return request.isExtended() ? ldap::extendedResponse(request.id, 2) : usual(request);
  });
  use(directory);
  declare("tls", {"starttls"});
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
  EXPECT_EQ(directory.binds(), 0);
}

// Directory pitfall 12
TEST_F(BadDirectoryTest, ThatRefersElsewhereIsNotFollowed) {
  const BadDirectory other(usual);
  const std::string url = "ldap://127.0.0.1:" + std::to_string(other.port()) + "/dc=other";
  const BadDirectory directory([url](const LdapRequest& request) {
    if (!request.isSearch()) return usual(request);
    return ldap::searchReference(request.id, url) + usual(request);
  });
  use(directory);
  EXPECT_TRUE(login("john"));
  EXPECT_EQ(other.binds(), 0);
}

// Directory pitfall 17: a server without pages.
TEST_F(BadDirectoryTest, ThatKnowsNoPagesIsAskedWithoutThem) {
  for (const int code : {12, 2, 53}) {
    const BadDirectory directory([code](const LdapRequest& request) {
      const bool in_pages = request.isSearch() && request.mentions(kPaged);
      return in_pages ? ldap::searchDone(request.id, code) : usual(request);
    });
    use(directory);
    EXPECT_TRUE(login("john")) << code;
  }
}

// Directory pitfall 18
TEST_F(BadDirectoryTest, ThatSendsValuesInRangesIsAskedForAllOfThem) {
  const BadDirectory directory([](const LdapRequest& request) {
    if (!request.isSearch()) return usual(request);
    if (request.mentions("memberof;range=2-*")) {
      return ldap::searchEntry(request.id, kJohn, {{"memberOf;range=2-*", {"cn=c,dc=corp"}}}) +
             ldap::searchDone(request.id, 0);
    }
    for (const char* name : {"cn=a,dc=corp", "cn=b,dc=corp", "cn=c,dc=corp"}) {
      if (!request.mentions(name)) continue;
      return ldap::searchEntry(request.id, name, {{"cn", {std::string(1, name[3])}}}) +
             ldap::searchDone(request.id, 0);
    }
    return ldap::searchEntry(request.id, kJohn,
                             {{"uid", {"john"}},
                              {"entryUUID", {"1"}},
                              {"memberOf;range=0-1", {"cn=a,dc=corp", "cn=b,dc=corp"}}}) +
           ldap::searchDone(request.id, 0);
  });
  use(directory);
  declare("groupSource", {"memberOf"});
  declare("nestedGroups", {"false"});
  EXPECT_THAT(groupsOf("john"), testing::ElementsAre("a", "b", "c"));
}

// Directory pitfall 8: groups are asked for by the service account, on its own connection.
TEST_F(BadDirectoryTest, IsAskedForGroupsOnAConnectionThatNeverBoundAsThePerson) {
  const BadDirectory directory([](const LdapRequest& request) {
    if (request.isBind() && request.mentions(kJohn)) return ldap::bindResponse(request.id, 0);
    if (request.isBind()) return ldap::bindResponse(request.id, 0);
    // The person's connection has sent one message, its bind; a search there would be the second.
    const bool for_groups = request.isSearch() && !request.mentions("entryUUID");
    if (for_groups && request.id <= 2) return ldap::searchDone(request.id, 50);
    return usual(request);
  });
  use(directory);
  declare("bindDn", {"cn=service,dc=corp"});
  settings.bind_password = Secret("x");
  EXPECT_TRUE(login("john"));
}

// A bind that is answered by something else than yes or no tells nothing of the password.
TEST_F(BadDirectoryTest, ThatIsBusyAtTheBindIsAnErrorAndNoWrongPassword) {
  const BadDirectory directory([](const LdapRequest& request) {
    return request.isBind() ? ldap::bindResponse(request.id, 51) : usual(request);
  });
  use(directory);
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
}

TEST_F(BadDirectoryTest, ThatBindsUnknownPeopleTooLetsNobodyUnknownIn) {
  std::atomic<bool> password_came = false;
  const BadDirectory directory([&](const LdapRequest& request) {
    if (request.isBind() && request.mentions("secret")) password_came = true;
    return request.isSearch() ? ldap::searchDone(request.id, 0) : usual(request);
  });
  use(directory);
  EXPECT_FALSE(login("john"));
  EXPECT_EQ(directory.binds(), 1) << "the time of a bind";
  EXPECT_FALSE(password_came) << "it is no business of a directory that doesn't know john";
}

}  // namespace
}  // namespace itops::test

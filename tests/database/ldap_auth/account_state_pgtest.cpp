// Pure; it stands here, as the other tests of the plugin do.

#include "account_state.hpp"

#include <gtest/gtest.h>

namespace itops::ldap_auth {
namespace {

constexpr std::int64_t kNow = 1'772'366'400;  // 2026-03-01T12:00:00Z

struct Case {
  const char* name;
  const char* attribute;
  std::string value;
  bool blocked;
};

std::string fileTime(std::int64_t unix_seconds) {
  return std::to_string((unix_seconds + 11'644'473'600) * 10'000'000);
}

// Directory pitfall 28
TEST(AccountState, IsReadFromWhatEachKindOfDirectoryHas) {
  const Case cases[] = {
      {"a normal account", "userAccountControl", "512", false},
      {"disabled", "userAccountControl", "514", true},
      {"disabled among other bits", "userAccountControl", "66050", true},
      {"no number", "userAccountControl", "2x", false},
      {"expired a second ago", "accountExpires", fileTime(kNow - 1), true},
      {"expires in a second", "accountExpires", fileTime(kNow + 1), false},
      {"never expires", "accountExpires", "0", false},
      {"never expires either", "accountExpires", "9223372036854775807", false},
      {"expired today", "shadowExpire", std::to_string(kNow / 86'400), true},
      {"expires tomorrow", "shadowExpire", std::to_string(kNow / 86'400 + 1), false},
      {"no expiry", "shadowExpire", "-1", false},
      {"locked", "nsAccountLock", "TRUE", true},
      {"locked in small letters", "nsAccountLock", "true", true},
      {"not locked", "nsAccountLock", "FALSE", false},
      {"locked for good", "pwdAccountLockedTime", "000001010000Z", true},
      {"locked for a while", "pwdAccountLockedTime", "20260301115900Z", false},
  };
  for (const auto& [name, attribute, value, blocked] : cases) {
    LdapEntry entry("uid=x");
    entry.add(attribute, {value});
    EXPECT_EQ(isBlocked(entry, Timestamp(std::chrono::seconds(kNow))), blocked) << name;
  }
}

}  // namespace
}  // namespace itops::ldap_auth

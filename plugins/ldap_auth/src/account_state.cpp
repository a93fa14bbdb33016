#include "account_state.hpp"

#include <charconv>
#include <chrono>
#include <optional>

namespace itops::ldap_auth {
namespace {

using std::chrono::seconds;

constexpr std::int64_t kAccountDisable = 2;
/// From 1601, in tenths of a microsecond.
constexpr std::int64_t kFileTimePerSecond = 10'000'000;
constexpr std::int64_t kSecondsFrom1601 = 11'644'473'600;
constexpr std::int64_t kNever = INT64_MAX;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::string_view kLockedForGood = "000001010000Z";

std::optional<std::int64_t> numberIn(const LdapEntry& person, std::string_view attribute) {
  const std::string text = person.first(attribute);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool hasExpired(const LdapEntry& person, std::int64_t now_seconds) {
  const auto file_time = numberIn(person, "accountExpires").value_or(0);
  if (file_time != 0 && file_time != kNever &&
      file_time / kFileTimePerSecond - kSecondsFrom1601 <= now_seconds) {
    return true;
  }
  const auto days = numberIn(person, "shadowExpire");
  return days && *days >= 0 && *days * kSecondsPerDay <= now_seconds;
}

}  // namespace

const std::vector<std::string>& stateAttributes() {
  static const std::vector<std::string> kAttributes{"userAccountControl", "accountExpires",
                                                    "nsAccountLock", "shadowExpire",
                                                    "pwdAccountLockedTime"};
  return kAttributes;
}

bool isBlocked(const LdapEntry& person, Timestamp now) {
  const auto control = numberIn(person, "userAccountControl").value_or(0);
  if ((control & kAccountDisable) != 0) return true;
  const std::string lock = person.first("nsAccountLock");
  if (lock == "TRUE" || lock == "true") return true;
  if (person.first("pwdAccountLockedTime") == kLockedForGood) return true;
  return hasExpired(person, std::chrono::floor<seconds>(now.time_since_epoch()).count());
}

}  // namespace itops::ldap_auth

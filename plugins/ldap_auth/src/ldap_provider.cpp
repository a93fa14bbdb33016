#include "ldap_provider.hpp"

#include <algorithm>
#include <random>

#include "account_state.hpp"
#include "directory_ids.hpp"
#include "filter_text.hpp"

namespace itops::ldap_auth {
namespace {

constexpr std::size_t kPasswordBytesMax = 1024;
constexpr std::size_t kLoginBytesMax = 1024;

/// An empty password would be an anonymous bind, and a NUL would cut it short.
bool isUsable(const std::string& login, const Secret& password) {
  const auto& text = password.reveal();
  return !login.empty() && login.size() <= kLoginBytesMax && !text.empty() &&
         text.size() <= kPasswordBytesMax && text.find('\0') == std::string::npos;
}

/// A call may take the time of so many slow requests, however many it sends.
constexpr int kRequestsOfLogin = 3;
constexpr int kRequestsOfLookUp = 12;

Deadline deadlineOf(const DirectorySettings& settings, int slow_requests) {
  // Of two connections, each to the last host of several at worst.
  const auto connecting = 2 * settings.hosts.size() * settings.connect_timeout;
  return std::chrono::steady_clock::now() + connecting + slow_requests * settings.request_timeout;
}

std::vector<std::string> attributesOf(const DirectorySettings& settings) {
  std::vector<std::string> all{settings.name_attribute, settings.email_attribute,
                               settings.display_name_attribute};
  if (!settings.id_attribute.empty()) all.push_back(settings.id_attribute);
  for (const auto* more : {&idAttributes(), &stateAttributes(), &membershipAttributes()}) {
    all.insert(all.end(), more->begin(), more->end());
  }
  return all;
}

/// Nobody's password, for a bind which must fail in the time of a real one: what somebody typed is
/// no business of a directory that doesn't know the person.
Secret nobodysPassword() {
  std::random_device random;
  std::string text;
  for (int i = 0; i < 4; ++i) text += std::to_string(random());
  return Secret(std::move(text));
}

/// A name that nobody bears.
std::string nobodysDn(const DirectorySettings& settings) {
  return "cn=nobody-of-this-name," + settings.base_dn;
}

/// userFilter counts here too: whoever it shuts out of logging in has left.
std::vector<LdapEntry> findById(LdapSession& session, const DirectorySettings& settings,
                                const std::string& id) {
  auto gate = presenceFilter(settings.user_filter);
  if (!gate.starts_with('(')) gate = "(" + gate + ")";
  const auto filter = filterOfId(id);
  if (filter.empty()) return readEntry(session, dnOfId(id), attributesOf(settings), gate);
  return searchAll(session, {settings.base_dn, "(&" + filter + gate + ")", attributesOf(settings)});
}

/// When nobody at all is found, the account may have lost the right to look rather than everybody
/// have left.
void requireSight(LdapSession& session, const DirectorySettings& settings) {
  if (anyMatches(session, {settings.base_dn, presenceFilter(settings.user_filter), {"1.1"}}))
    return;
  throw directoryError(settings, "look at", "it shows nobody at all; may bindDn read?");
}

}  // namespace

std::optional<DirectoryPerson> LdapProvider::authenticate(const ProviderSettings& declared,
                                                          const std::string& login,
                                                          const Secret& password) {
  if (!isUsable(login, password)) return std::nullopt;
  const auto settings = directorySettings(declared);
  warnOfClearText(settings);
  const auto deadline = deadlineOf(settings, kRequestsOfLogin);
  LdapSession service(settings, deadline);
  service.bindAsService();
  const auto people = searchAll(
      service,
      {settings.base_dn, filledFilter(settings.user_filter, login), attributesOf(settings)});
  const bool known = people.size() == 1 && !people.front().dn().empty();
  LdapSession own(settings, deadline);
  const bool taken = known ? own.bindAs(people.front().dn(), password)
                           : own.bindAs(nobodysDn(settings), nobodysPassword());
  if (!known || !taken) return std::nullopt;
  GroupWalk groups(service);
  return personFrom(settings, people.front(), groups);
}

std::vector<std::optional<DirectoryPerson>> LdapProvider::lookUp(
    const ProviderSettings& declared, const std::vector<std::string>& external_ids) {
  const auto settings = directorySettings(declared);
  warnOfClearText(settings);
  LdapSession session(settings, deadlineOf(settings, kRequestsOfLookUp));
  session.bindAsService();
  GroupWalk groups(session);
  std::vector<std::optional<DirectoryPerson>> people;
  for (const auto& id : external_ids) {
    const auto found = findById(session, settings, id);
    if (found.size() == 1) {
      people.emplace_back(personFrom(settings, found.front(), groups));
    } else if (found.empty()) {
      people.emplace_back();
    } else {
      throw directoryError(settings, "look somebody up in", "two entries have the id " + id);
    }
  }
  const bool nobody = std::none_of(people.begin(), people.end(),
                                   [](const auto& person) { return person.has_value(); });
  if (nobody && !people.empty()) requireSight(session, settings);
  return people;
}

DirectoryPerson LdapProvider::personFrom(const DirectorySettings& settings, const LdapEntry& entry,
                                         GroupWalk& groups) const {
  DirectoryPerson person{externalIdOf(settings, entry), entry.first(settings.name_attribute)};
  person.email = entry.first(settings.email_attribute);
  person.display_name = entry.first(settings.display_name_attribute);
  person.disabled = isBlocked(entry, clock_.now());
  person.groups = groups.groupsOf(entry);
  return person;
}

void LdapProvider::warnOfClearText(const DirectorySettings& settings) {
  if (settings.tls != Tls::kNone) return;
  {
    const std::lock_guard lock(mutex_);
    if (!warned_.insert(settings.key).second) return;
  }
  logger_.warning("Passwords travel to this directory in clear text, as tls: none says.",
                  {{"provider", settings.key}});
}

}  // namespace itops::ldap_auth

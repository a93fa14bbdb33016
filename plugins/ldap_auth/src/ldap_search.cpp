#include "ldap_search.hpp"

#include <sys/time.h>

#include <memory>

namespace itops::ldap_auth {
namespace {

constexpr int kPagesMax = 10'000;
constexpr int kRangesMax = 1'000;

struct FreeMessage {
  void operator()(LDAPMessage* message) const { ldap_msgfree(message); }
};
using Message = std::unique_ptr<LDAPMessage, FreeMessage>;

struct FreeControl {
  void operator()(LDAPControl* control) const { ldap_control_free(control); }
};
using Control = std::unique_ptr<LDAPControl, FreeControl>;

/// What one search answered.
struct Answer {
  int code = LDAP_SUCCESS;
  Message message;
};

std::vector<std::string> valuesOf(LDAP* handle, LDAPMessage* entry, const char* attribute) {
  std::vector<std::string> values;
  berval** raw = ldap_get_values_len(handle, entry, attribute);
  for (int i = 0; raw != nullptr && raw[i] != nullptr; ++i) {
    values.emplace_back(raw[i]->bv_val, raw[i]->bv_len);
  }
  ldap_value_free_len(raw);
  return values;
}

LdapEntry entryFrom(LDAP* handle, LDAPMessage* message) {
  char* dn = ldap_get_dn(handle, message);
  LdapEntry entry(dn == nullptr ? std::string() : std::string(dn));
  ldap_memfree(dn);
  BerElement* state = nullptr;
  for (char* name = ldap_first_attribute(handle, message, &state); name != nullptr;
       name = ldap_next_attribute(handle, message, state)) {
    entry.add(name, valuesOf(handle, message, name));
    ldap_memfree(name);
  }
  if (state != nullptr) ber_free(state, 0);
  return entry;
}

Answer ask(LdapSession& session, const LdapQuery& query, LDAPControl* control, int size_limit) {
  std::vector<std::string> names = query.attributes;
  std::vector<char*> attributes;
  for (auto& name : names) attributes.push_back(name.data());
  attributes.push_back(nullptr);
  LDAPControl* controls[] = {control, nullptr};
  timeval limit = session.timeLeft();
  LDAPMessage* raw = nullptr;
  const int code =
      ldap_search_ext_s(session.handle(), query.base.c_str(),
                        query.whole_subtree ? LDAP_SCOPE_SUBTREE : LDAP_SCOPE_BASE,
                        query.filter.c_str(), attributes.data(), 0,
                        control == nullptr ? nullptr : controls, nullptr, &limit, size_limit, &raw);
  return {code, Message(raw)};
}

void append(LdapSession& session, LDAPMessage* answer, std::vector<LdapEntry>& entries) {
  LDAP* handle = session.handle();
  for (LDAPMessage* entry = ldap_first_entry(handle, answer); entry != nullptr;
       entry = ldap_next_entry(handle, entry)) {
    entries.push_back(entryFrom(handle, entry));
  }
}

/// The cookie of the next page; empty on the last one, and from a server that knows no pages.
std::string nextPage(LdapSession& session, LDAPMessage* answer) {
  int code = LDAP_SUCCESS;
  LDAPControl** controls = nullptr;
  LDAPMessage* result = answer;
  for (LDAPMessage* one = ldap_first_message(session.handle(), answer); one != nullptr;
       one = ldap_next_message(session.handle(), one)) {
    if (ldap_msgtype(one) == LDAP_RES_SEARCH_RESULT) result = one;
  }
  if (ldap_parse_result(session.handle(), result, &code, nullptr, nullptr, nullptr, &controls, 0) !=
      LDAP_SUCCESS) {
    return {};
  }
  std::string cookie;
  LDAPControl* paged = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nullptr);
  ber_int_t estimate = 0;
  berval bytes{};
  if (paged != nullptr &&
      ldap_parse_pageresponse_control(session.handle(), paged, &estimate, &bytes) == LDAP_SUCCESS) {
    cookie.assign(bytes.bv_val == nullptr ? "" : bytes.bv_val, bytes.bv_len);
    ber_memfree(bytes.bv_val);
  }
  ldap_controls_free(controls);
  return cookie;
}

Control pageControl(LdapSession& session, std::string& cookie) {
  berval bytes{cookie.size(), cookie.data()};
  LDAPControl* control = nullptr;
  const int code =
      ldap_create_page_control(session.handle(), session.settings().page_size, &bytes, 0, &control);
  if (code != LDAP_SUCCESS) session.fail("ask for a page of", code);
  return Control(control);
}

/// Said by servers that take even an optional control amiss.
bool dislikesPages(int code) {
  return code == LDAP_UNAVAILABLE_CRITICAL_EXTENSION || code == LDAP_PROTOCOL_ERROR ||
         code == LDAP_UNWILLING_TO_PERFORM;
}

void completeRanges(LdapSession& session, LdapEntry& entry) {
  for (int asked = 0; !entry.incomplete().empty(); ++asked) {
    const auto [name, next] = *entry.incomplete().begin();
    if (asked == kRangesMax) throw directoryError(session.settings(), "read", "too many ranges");
    const std::string ranged = name + ";range=" + std::to_string(next) + "-*";
    const auto more = readEntry(session, entry.dn(), {ranged});
    if (more.empty() || more.front().values(name).empty()) {
      throw directoryError(session.settings(), "read", "a range of values is missing");
    }
    const bool last = more.front().incomplete().empty();
    entry.completed(name);
    entry.add(last ? name : name + ";range=0-0", more.front().values(name));
  }
}

}  // namespace

std::vector<LdapEntry> searchAll(LdapSession& session, const LdapQuery& query) {
  std::vector<LdapEntry> entries;
  std::string cookie;
  bool in_pages = query.whole_subtree;
  for (int page = 0; page < kPagesMax; ++page) {
    const Control control = in_pages ? pageControl(session, cookie) : nullptr;
    const Answer answer = ask(session, query, control.get(), LDAP_NO_LIMIT);
    if (in_pages && page == 0 && dislikesPages(answer.code)) {
      in_pages = false;
      continue;
    }
    if (answer.code != LDAP_SUCCESS) session.fail("search", answer.code);
    append(session, answer.message.get(), entries);
    cookie = in_pages ? nextPage(session, answer.message.get()) : std::string();
    if (cookie.empty()) break;
  }
  if (!cookie.empty()) throw directoryError(session.settings(), "search", "too many pages");
  for (auto& entry : entries) completeRanges(session, entry);
  return entries;
}

std::vector<LdapEntry> readEntry(LdapSession& session, const std::string& dn,
                                 const std::vector<std::string>& attributes,
                                 const std::string& filter) {
  const LdapQuery query{dn, filter, attributes, false};
  const Answer answer = ask(session, query, nullptr, LDAP_NO_LIMIT);
  if (answer.code == LDAP_NO_SUCH_OBJECT) return {};
  if (answer.code != LDAP_SUCCESS) session.fail("read an entry of", answer.code);
  std::vector<LdapEntry> entries;
  append(session, answer.message.get(), entries);
  return entries;
}

bool anyMatches(LdapSession& session, const LdapQuery& query) {
  const Answer answer = ask(session, query, nullptr, 1);
  if (answer.code == LDAP_SIZELIMIT_EXCEEDED) return true;
  if (answer.code != LDAP_SUCCESS) session.fail("search", answer.code);
  return ldap_count_entries(session.handle(), answer.message.get()) > 0;
}

}  // namespace itops::ldap_auth

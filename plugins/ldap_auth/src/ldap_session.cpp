#include "ldap_session.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace itops::ldap_auth {
namespace {

/// Refusals of a bind; every other code leaves open whether the password is right.
constexpr std::array<int, 6> kRefusals{LDAP_INVALID_CREDENTIALS,  LDAP_INAPPROPRIATE_AUTH,
                                       LDAP_NO_SUCH_OBJECT,       LDAP_CONSTRAINT_VIOLATION,
                                       LDAP_UNWILLING_TO_PERFORM, LDAP_INVALID_DN_SYNTAX};

void check(const DirectorySettings& settings, const char* what, int code) {
  if (code == LDAP_OPT_SUCCESS) return;
  throw directoryError(settings, "set up", std::string("option ") + what + " was refused");
}

timeval timeOf(std::chrono::microseconds duration) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(duration);
  return {static_cast<time_t>(seconds.count()),
          static_cast<suseconds_t>((duration - seconds).count())};
}

void setTimes(LDAP* handle, const DirectorySettings& settings, timeval answering) {
  const timeval connecting = timeOf(settings.connect_timeout);
  check(settings, "network timeout",
        ldap_set_option(handle, LDAP_OPT_NETWORK_TIMEOUT, &connecting));
  check(settings, "timeout", ldap_set_option(handle, LDAP_OPT_TIMEOUT, &answering));
}

/// TLS 1.2 or newer. GnuTLS, Debian's, takes it as a priority text; OpenSSL as a number.
void setTls(LDAP* handle, const DirectorySettings& settings) {
  const int demand = LDAP_OPT_X_TLS_DEMAND;
  check(settings, "verification", ldap_set_option(handle, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand));
  if (!settings.ca_file.empty()) {
    check(settings, "caFile",
          ldap_set_option(handle, LDAP_OPT_X_TLS_CACERTFILE, settings.ca_file.c_str()));
  }
  char* package = nullptr;
  ldap_get_option(handle, LDAP_OPT_X_TLS_PACKAGE, &package);
  const bool gnutls = package != nullptr && std::string_view(package) == "GnuTLS";
  ldap_memfree(package);
  if (gnutls) {
    check(settings, "TLS 1.2",
          ldap_set_option(handle, LDAP_OPT_X_TLS_CIPHER_SUITE,
                          "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"));
  } else {
    const int least = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;
    check(settings, "TLS 1.2", ldap_set_option(handle, LDAP_OPT_X_TLS_PROTOCOL_MIN, &least));
  }
  const int client = 0;
  const int code = ldap_set_option(handle, LDAP_OPT_X_TLS_NEWCTX, &client);
  if (code != LDAP_OPT_SUCCESS) {
    throw directoryError(settings, "prepare TLS with",
                         "no TLS context; can " + settings.ca_file + " be read?");
  }
}

std::string diagnosis(LDAP* handle, int code) {
  std::string text = ldap_err2string(code);
  char* message = nullptr;
  ldap_get_option(handle, LDAP_OPT_DIAGNOSTIC_MESSAGE, &message);
  if (message != nullptr && *message != '\0') text.append(": ").append(message);
  ldap_memfree(message);
  return text;
}

}  // namespace

Error directoryError(const DirectorySettings& settings, const std::string& step,
                     const std::string& detail) {
  return Error(ErrorKind::kUnavailable, "directory_unavailable",
               "The directory '" + settings.key + "' could not be asked.",
               "could not " + step + " " + settings.key + ": " + detail);
}

LdapSession::LdapSession(const DirectorySettings& settings, Deadline deadline)
    : settings_(settings), deadline_(deadline) {
  std::string problems;
  for (const auto& host : settings.hosts) {
    try {
      handle_ = open(host);
      return;
    } catch (const Error& error) {
      problems.append(problems.empty() ? "" : "; ").append(host).append(": ");
      problems.append(error.logDetail());
    }
  }
  throw directoryError(settings, "connect to", problems);
}

LdapSession::Handle LdapSession::open(const std::string& host) const {
  const std::string scheme = settings_.tls == Tls::kLdaps ? "ldaps://" : "ldap://";
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  const std::string url = scheme + name + ":" + std::to_string(settings_.port);
  LDAP* raw = nullptr;
  if (ldap_initialize(&raw, url.c_str()) != LDAP_SUCCESS) {
    throw directoryError(settings_, "read the address of", url);
  }
  Handle handle(raw);
  const int version = LDAP_VERSION3;
  check(settings_, "version", ldap_set_option(raw, LDAP_OPT_PROTOCOL_VERSION, &version));
  check(settings_, "referrals", ldap_set_option(raw, LDAP_OPT_REFERRALS, LDAP_OPT_OFF));
  setTimes(raw, settings_, timeLeft());
  if (settings_.tls != Tls::kNone) setTls(raw, settings_);
  secure(raw, host);
  return handle;
}

// ldap_connect() makes the connection now, so that the next server is tried when this one is away.
void LdapSession::secure(LDAP* handle, const std::string& host) const {
  const int code = settings_.tls == Tls::kStartTls ? ldap_start_tls_s(handle, nullptr, nullptr)
                                                   : ldap_connect(handle);
  if (code != LDAP_SUCCESS) {
    throw directoryError(settings_, "connect to", host + ": " + diagnosis(handle, code));
  }
}

void LdapSession::bindAsService() {
  if (settings_.bind_dn.empty()) return;
  if (settings_.bind_password.empty()) {
    throw directoryError(settings_, "bind to", "there is no password for bindDn");
  }
  if (bindAs(settings_.bind_dn, settings_.bind_password)) return;
  throw directoryError(settings_, "bind to", "the password of bindDn is refused");
}

timeval LdapSession::timeLeft() const {
  const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
      deadline_ - std::chrono::steady_clock::now());
  if (left <= std::chrono::microseconds(0)) {
    throw directoryError(settings_, "wait for", "it takes too long altogether");
  }
  return timeOf(std::min<std::chrono::microseconds>(left, settings_.request_timeout));
}

bool LdapSession::bindAs(const std::string& dn, const Secret& password) {
  const timeval limit = timeLeft();
  check(settings_, "timeout", ldap_set_option(handle(), LDAP_OPT_TIMEOUT, &limit));
  std::string text = password.reveal();
  berval credentials{text.size(), text.data()};
  const int code = ldap_sasl_bind_s(handle(), dn.c_str(), LDAP_SASL_SIMPLE, &credentials, nullptr,
                                    nullptr, nullptr);
  if (code == LDAP_SUCCESS) return true;
  if (std::find(kRefusals.begin(), kRefusals.end(), code) != kRefusals.end()) return false;
  fail("bind to", code);
}

void LdapSession::fail(const std::string& step, int code) const {
  throw directoryError(settings_, step, diagnosis(handle(), code));
}

}  // namespace itops::ldap_auth

#pragma once

#include <ldap.h>
#include <sys/time.h>

#include <chrono>
#include <memory>
#include <string>

#include "directory_settings.hpp"
#include "itops/error.hpp"

namespace itops::ldap_auth {

/// An Error(kUnavailable, "directory_unavailable") about one step; the server's words go to the log
/// only. [any]
Error directoryError(const DirectorySettings& settings, const std::string& step,
                     const std::string& detail);

/// When a whole call has to be over, however many requests it takes.
using Deadline = std::chrono::steady_clock::time_point;

/// One connection to a directory, encrypted as declared. Referrals are not followed, so that no
/// password goes where nobody declared. One thread at a time.
class LdapSession {
 public:
  /// Connects to the first server that answers, within its time limit. StartTLS that is refused is
  /// an error, never clear text. Throws directoryError().
  /// @param deadline of all that is asked on it
  LdapSession(const DirectorySettings& settings, Deadline deadline);

  /// Binds as the declared service account, or stays anonymous without one. Throws
  /// directoryError(), also for a password that is refused.
  void bindAsService();

  /// True when the directory takes the password of that DN. False when it refuses it, whatever the
  /// reason it gives. Throws directoryError() when it gives no answer. The password is not empty:
  /// that would be an anonymous bind, which succeeds.
  bool bindAs(const std::string& dn, const Secret& password);

  /// Time that the next request may take: that of one request, or less where the deadline is near.
  /// Throws directoryError() behind it.
  timeval timeLeft() const;

  LDAP* handle() const { return handle_.get(); }
  const DirectorySettings& settings() const { return settings_; }
  /// Throws directoryError() with the library's text of a result code.
  [[noreturn]] void fail(const std::string& step, int code) const;

 private:
  struct Unbind {
    void operator()(LDAP* handle) const { ldap_unbind_ext_s(handle, nullptr, nullptr); }
  };
  using Handle = std::unique_ptr<LDAP, Unbind>;

  Handle open(const std::string& host) const;
  void secure(LDAP* handle, const std::string& host) const;

  const DirectorySettings& settings_;
  const Deadline deadline_;
  Handle handle_;
};

}  // namespace itops::ldap_auth

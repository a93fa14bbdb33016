#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace itops::test {

/// A real directory: Debian's slapd on a loopback port of its own, with a private configuration and
/// database, an own certificate authority, and stopped and removed with this object.
class Slapd {
 public:
  static constexpr const char* kBaseDn = "dc=corp,dc=internal";
  static constexpr const char* kServiceDn = "cn=service,dc=corp,dc=internal";
  static constexpr const char* kServicePassword = "Pa$sw0rd ${HOME} 1";

  /// @param ldif entries below the base, which is there already
  /// @param options further lines of the database's configuration, such as `sizelimit 10`
  /// @param global lines before it, such as `TLSCipherSuite ...`
  explicit Slapd(const std::string& ldif, const std::vector<std::string>& options = {},
                 const std::vector<std::string>& global = {});
  ~Slapd();
  Slapd(const Slapd&) = delete;
  Slapd& operator=(const Slapd&) = delete;

  std::uint16_t port() const { return port_; }
  std::uint16_t tlsPort() const { return tls_port_; }
  std::string caFile() const { return (folder_ / "ca.pem").string(); }
  std::string strangeCaFile() const { return (folder_ / "strange.pem").string(); }

  /// Applies changes in LDIF, as the directory's administrator.
  void modify(const std::string& ldif);
  void stop();

 private:
  void makeCertificates();
  void writeConfiguration(const std::vector<std::string>& options,
                          const std::vector<std::string>& global);
  void start();

  TemporaryFolder folder_;
  std::uint16_t port_ = 0;
  std::uint16_t tls_port_ = 0;
  pid_t pid_ = 0;
};

}  // namespace itops::test

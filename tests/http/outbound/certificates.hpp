#pragma once

#include <filesystem>
#include <string>

#include "support/temporary_folder.hpp"

namespace itops::test {

/// Key and certificate of a server, PEM files.
struct ServerCertificate {
  std::filesystem::path key;
  std::filesystem::path certificate;
};

/// An authority of this test's own, in a folder that goes with it. Made by the openssl program.
class CertificateAuthority {
 public:
  CertificateAuthority();

  /// The authority's own certificate, for those who are to trust it.
  std::string file() const { return folder_ / "ca.pem"; }

  /// A certificate for that host name or, with `IP:` in front, address.
  ServerCertificate issue(const std::string& host) const;

 private:
  TemporaryFolder folder_;
};

}  // namespace itops::test

#include "http/outbound/certificates.hpp"

#include <cstdlib>
#include <stdexcept>

namespace itops::test {
namespace {

void run(const std::string& command) {
  if (std::system((command + " >/dev/null 2>&1").c_str()) != 0) {
    throw std::runtime_error("failed: " + command);
  }
}

const std::string kNewKey = " -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes ";

}  // namespace

CertificateAuthority::CertificateAuthority() {
  const std::string folder = folder_.path();
  run("openssl req -x509 -days 2 -subj '/CN=Authority of a test'" + kNewKey + "-keyout " + folder +
      "/ca.key -out " + folder + "/ca.pem");
}

ServerCertificate CertificateAuthority::issue(const std::string& host) const {
  const std::string folder = folder_.path();
  const std::string name = folder + "/server";
  const std::string subject = host.starts_with("IP:") ? host : "DNS:" + host;
  writeFile(name + ".ext", "subjectAltName=" + subject + "\n");
  run("openssl req -subj '/CN=server'" + kNewKey + "-keyout " + name + ".key -out " + name +
      ".csr");
  run("openssl x509 -req -days 2 -in " + name + ".csr -CA " + folder + "/ca.pem -CAkey " + folder +
      "/ca.key -CAcreateserial -extfile " + name + ".ext -out " + name + ".pem");
  return {name + ".key", name + ".pem"};
}

}  // namespace itops::test

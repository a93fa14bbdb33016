#include "database/ldap_auth/slapd.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <thread>

namespace itops::test {
namespace {

constexpr const char* kAdminDn = "cn=root,dc=corp,dc=internal";
constexpr const char* kAdminPassword = "root";

std::uint16_t freePort() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(socket, reinterpret_cast<const sockaddr*>(&address), size);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(socket);
  return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool good =
      ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return good;
}

void run(const std::string& command) {
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::string output;
  char bytes[4096];
  for (std::size_t count = 0; (count = std::fread(bytes, 1, sizeof bytes, pipe)) > 0;) {
    output.append(bytes, count);
  }
  if (::pclose(pipe) != 0) throw std::runtime_error("failed: " + command + "\n" + output);
}

std::string inFolder(const TemporaryFolder& folder, const std::string& name) {
  return (folder / name).string();
}

}  // namespace

Slapd::Slapd(const std::string& ldif, const std::vector<std::string>& options,
             const std::vector<std::string>& global)
    : port_(freePort()), tls_port_(freePort()) {
  makeCertificates();
  writeConfiguration(options, global);
  const std::string base = std::string("dn: ") + kBaseDn +
                           "\nobjectClass: domain\ndc: corp\n\ndn: " + kServiceDn +
                           "\nobjectClass: simpleSecurityObject\nobjectClass: "
                           "organizationalRole\ncn: service\nuserPassword: " +
                           kServicePassword + "\n\n";
  writeFile(folder_ / "start.ldif", base + ldif);
  run("/usr/sbin/slapadd -q -f " + inFolder(folder_, "slapd.conf") + " -l " +
      inFolder(folder_, "start.ldif"));
  start();
}

Slapd::~Slapd() {
  stop();
}

void Slapd::makeCertificates() {
  const auto path = [&](const char* name) { return inFolder(folder_, name); };
  const std::string key =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 "
      "-nodes -days 2 ";
  run(key + "-subj /CN=TestCA -keyout " + path("ca.key") + " -out " + path("ca.pem"));
  run(key + "-subj /CN=StrangeCA -keyout " + path("strange.key") + " -out " + path("strange.pem"));
  writeFile(folder_ / "san.txt", "subjectAltName=IP:127.0.0.1\n");
  run("openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=directory "
      "-keyout " +
      path("server.key") + " -out " + path("server.csr"));
  run("openssl x509 -req -days 2 -in " + path("server.csr") + " -CA " + path("ca.pem") +
      " -CAkey " + path("ca.key") + " -CAcreateserial -extfile " + path("san.txt") + " -out " +
      path("server.pem"));
}

void Slapd::writeConfiguration(const std::vector<std::string>& options,
                               const std::vector<std::string>& global) {
  std::string text;
  for (const char* schema : {"core", "cosine", "nis", "inetorgperson", "dyngroup"}) {
    text += std::string("include /etc/ldap/schema/") + schema + ".schema\n";
  }
  // What Active Directory adds, as far as these tests go.
  text +=
      "attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' SYNTAX "
      "1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )\n"
      "attributetype ( 1.2.840.113556.1.2.102 NAME 'memberOf' EQUALITY "
      "distinguishedNameMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.12 )\n"
      "attributetype ( 1.2.840.113556.1.4.98 NAME 'primaryGroupID' SYNTAX "
      "1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )\n"
      "attributetype ( 1.2.840.113556.1.4.146 NAME 'objectSid' EQUALITY octetStringMatch "
      "SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )\n"
      "objectclass ( 1.2.840.113556.1.5.9 NAME 'adExtra' SUP top AUXILIARY MAY ( "
      "userAccountControl $ memberOf $ primaryGroupID $ objectSid ) )\n";
  text += "pidfile " + inFolder(folder_, "slapd.pid") + "\nmodulepath /usr/lib/ldap\n" +
          "moduleload back_mdb\nTLSCACertificateFile " + inFolder(folder_, "ca.pem") +
          "\nTLSCertificateFile " + inFolder(folder_, "server.pem") + "\nTLSCertificateKeyFile " +
          inFolder(folder_, "server.key") + "\n";
  for (const auto& line : global) text += line + "\n";
  text += std::string("database mdb\nmaxsize 1073741824\ndbnosync\nsuffix \"") + kBaseDn +
          "\"\nrootdn \"" + kAdminDn + "\"\nrootpw " + kAdminPassword + "\ndirectory " +
          inFolder(folder_, "db") + "\nindex objectClass,uid,member,memberUid,entryUUID,cn eq\n";
  for (const auto& option : options) text += option + "\n";
  writeFile(folder_ / "slapd.conf", text);
  std::filesystem::create_directory(folder_ / "db");
}

void Slapd::start() {
  const std::string urls = "ldap://127.0.0.1:" + std::to_string(port_) +
                           " ldaps://127.0.0.1:" + std::to_string(tls_port_);
  const std::string configuration = inFolder(folder_, "slapd.conf");
  pid_ = ::fork();
  if (pid_ == 0) {
    ::execl("/usr/sbin/slapd", "slapd", "-d", "0", "-f", configuration.c_str(), "-h", urls.c_str(),
            nullptr);
    ::_exit(127);
  }
  for (int tries = 0; !answers(port_) || !answers(tls_port_); ++tries) {
    if (tries > 2000) throw std::runtime_error("slapd does not answer");
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

void Slapd::modify(const std::string& ldif) {
  writeFile(folder_ / "change.ldif", ldif);
  run("ldapmodify -x -H ldap://127.0.0.1:" + std::to_string(port_) + " -D " + kAdminDn + " -w " +
      kAdminPassword + " -f " + inFolder(folder_, "change.ldif"));
}

void Slapd::stop() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

}  // namespace itops::test

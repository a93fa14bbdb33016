#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace itops::test {

/// One request as it arrived.
struct LdapRequest {
  int id = 0;
  unsigned char operation = 0;  ///< 0x60 bind, 0x63 search, 0x77 extended, 0x42 unbind
  std::string bytes;            ///< the whole message

  bool isBind() const { return operation == 0x60; }
  bool isSearch() const { return operation == 0x63; }
  bool isExtended() const { return operation == 0x77; }
  /// True when the bytes hold the text, such as a control's OID.
  bool mentions(const std::string& text) const { return bytes.find(text) != std::string::npos; }
};

/// Messages of a server, in BER.
namespace ldap {
std::string bindResponse(int id, int code);
std::string searchDone(int id, int code);
/// A page without entries, and the cookie of the next one.
std::string searchPage(int id, const std::string& cookie);
std::string searchReference(int id, const std::string& url);
std::string searchEntry(
    int id, const std::string& dn,
    const std::vector<std::pair<std::string, std::vector<std::string>>>& attributes);
std::string extendedResponse(int id, int code);
}  // namespace ldap

/// A port of 127.0.0.2 that takes no connection and refuses none, as behind a firewall.
class BlackHole {
 public:
  BlackHole();
  ~BlackHole();
  BlackHole(const BlackHole&) = delete;
  BlackHole& operator=(const BlackHole&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  std::vector<int> sockets_;
  std::uint16_t port_ = 0;
};

/// A directory on loopback that answers as a test tells it, for what no real one does on demand.
class BadDirectory {
 public:
  /// The bytes to send; nothing: stays silent.
  using Answer = std::function<std::string(const LdapRequest&)>;
  /// An answer with which the connection is cut.
  static constexpr const char* kCut = "cut";

  /// @param port 0: any free one
  explicit BadDirectory(Answer answer, std::uint16_t port = 0);
  ~BadDirectory();
  BadDirectory(const BadDirectory&) = delete;
  BadDirectory& operator=(const BadDirectory&) = delete;

  std::uint16_t port() const { return port_; }
  int binds() const { return binds_; }

 private:
  void serve();
  void serveOne(int connection);

  const Answer answer_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> binds_ = 0;
  std::thread thread_;
};

}  // namespace itops::test

#include "database/ldap_auth/bad_directory.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>

namespace itops::test {
namespace {

constexpr int kPollMilliseconds = 20;

std::string tlv(unsigned char tag, const std::string& content) {
  std::string out(1, static_cast<char>(tag));
  if (content.size() < 128) {
    out += static_cast<char>(content.size());
  } else {
    out += "\x82";
    out += static_cast<char>(content.size() >> 8);
    out += static_cast<char>(content.size() & 0xFF);
  }
  return out + content;
}

std::string message(int id, const std::string& operation) {
  // Two bytes, as there may be many requests.
  const std::string number{static_cast<char>(id >> 8 & 0x7F), static_cast<char>(id & 0xFF)};
  return tlv(0x30, tlv(0x02, id < 128 ? number.substr(1) : number) + operation);
}

std::string result(int code) {
  return tlv(0x0A, std::string(1, static_cast<char>(code))) + tlv(0x04, "") + tlv(0x04, "");
}

/// The first whole message of a buffer, which is taken out of it.
std::optional<std::string> takeMessage(std::string& buffer) {
  if (buffer.size() < 2) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(buffer[i]); };
  std::size_t head = 2;
  std::size_t size = byte(1);
  if (size >= 0x80) {
    const std::size_t count = size & 0x7F;
    if (buffer.size() < 2 + count) return std::nullopt;
    size = 0;
    for (std::size_t i = 0; i < count; ++i) size = size << 8 | byte(2 + i);
    head += count;
  }
  if (buffer.size() < head + size) return std::nullopt;
  auto taken = buffer.substr(0, head + size);
  buffer.erase(0, head + size);
  return taken;
}

LdapRequest requestFrom(const std::string& bytes) {
  LdapRequest request;
  request.bytes = bytes;
  std::size_t at = 2;
  if (static_cast<unsigned char>(bytes[1]) >= 0x80) {
    at += static_cast<unsigned char>(bytes[1]) & 0x7F;
  }
  const auto size = static_cast<std::size_t>(bytes[at + 1]);
  for (std::size_t i = 0; i < size; ++i) {
    request.id = request.id << 8 | static_cast<unsigned char>(bytes[at + 2 + i]);
  }
  request.operation = static_cast<unsigned char>(bytes[at + 2 + size]);
  return request;
}

}  // namespace

namespace ldap {

std::string bindResponse(int id, int code) {
  return message(id, tlv(0x61, result(code)));
}

std::string searchDone(int id, int code) {
  return message(id, tlv(0x65, result(code)));
}

std::string searchPage(int id, const std::string& cookie) {
  const std::string value = tlv(0x30, tlv(0x02, std::string(1, '\0')) + tlv(0x04, cookie));
  const std::string control = tlv(0x30, tlv(0x04, "1.2.840.113556.1.4.319") + tlv(0x04, value));
  return message(id, tlv(0x65, result(0)) + tlv(0xA0, control));
}

std::string searchReference(int id, const std::string& url) {
  return message(id, tlv(0x73, tlv(0x04, url)));
}

std::string extendedResponse(int id, int code) {
  return message(id, tlv(0x78, result(code)));
}

std::string searchEntry(
    int id, const std::string& dn,
    const std::vector<std::pair<std::string, std::vector<std::string>>>& attributes) {
  std::string list;
  for (const auto& [name, values] : attributes) {
    std::string set;
    for (const auto& value : values) set += tlv(0x04, value);
    list += tlv(0x30, tlv(0x04, name) + tlv(0x31, set));
  }
  return message(id, tlv(0x64, tlv(0x04, dn) + tlv(0x30, list)));
}

}  // namespace ldap

// A listener whose queue is full drops what else would come.
BlackHole::BlackHole() {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);
  socklen_t size = sizeof address;
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ::bind(listener, reinterpret_cast<const sockaddr*>(&address), size);
  ::listen(listener, 0);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  sockets_.push_back(listener);
  for (int i = 0; i < 4; ++i) {
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    ::connect(client, reinterpret_cast<const sockaddr*>(&address), size);
    sockets_.push_back(client);
  }
}

BlackHole::~BlackHole() {
  for (const int socket : sockets_) ::close(socket);
}

BadDirectory::BadDirectory(Answer answer, std::uint16_t port) : answer_(std::move(answer)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size);
  ::listen(listener_, 16);
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

BadDirectory::~BadDirectory() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

/// One connection after the other would block a second one that is opened beside the first.
void BadDirectory::serve() {
  std::vector<std::thread> connections;
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, kPollMilliseconds) <= 0) continue;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection >= 0) connections.emplace_back([this, connection] { serveOne(connection); });
  }
  for (auto& connection : connections) connection.join();
}

void BadDirectory::serveOne(int connection) {
  std::string buffer;
  bool open = true;
  while (open && !stopping_) {
    pollfd waiting{connection, POLLIN, 0};
    if (::poll(&waiting, 1, kPollMilliseconds) <= 0) continue;
    char bytes[4096];
    const auto count = ::recv(connection, bytes, sizeof bytes, 0);
    if (count <= 0) break;
    buffer.append(bytes, static_cast<std::size_t>(count));
    while (const auto one = takeMessage(buffer)) {
      const auto request = requestFrom(*one);
      if (request.isBind()) ++binds_;
      const auto answer = answer_(request);
      open = answer != kCut;
      if (!open) break;
      ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
    }
  }
  ::close(connection);
}

}  // namespace itops::test

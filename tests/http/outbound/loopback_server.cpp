#include "http/outbound/loopback_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace itops::test {
namespace {

std::size_t contentLength(const std::string& head) {
  const std::string name = "Content-Length: ";
  const auto at = head.find(name);
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size(), 20));
}

std::shared_ptr<SSL_CTX> contextOf(const ServerCertificate& certificate) {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  const bool usable =
      SSL_CTX_use_certificate_file(context.get(), certificate.certificate.c_str(),
                                   SSL_FILETYPE_PEM) == 1 &&
      SSL_CTX_use_PrivateKey_file(context.get(), certificate.key.c_str(), SSL_FILETYPE_PEM) == 1;
  if (!usable) throw std::runtime_error("the server's certificate can't be used");
  return context;
}

}  // namespace

std::string Peer::readSome() {
  char bytes[4096];
  const auto count = tls_ != nullptr ? SSL_read(tls_, bytes, sizeof bytes)
                                     : static_cast<int>(::recv(fd_, bytes, sizeof bytes, 0));
  return count > 0 ? std::string(bytes, static_cast<std::size_t>(count)) : std::string();
}

std::string Peer::readRequest() {
  std::string request;
  for (;;) {
    const auto end = request.find("\r\n\r\n");
    if (end != std::string::npos && request.size() >= end + 4 + contentLength(request)) {
      return request;
    }
    const std::string more = readSome();
    if (more.empty()) return {};
    request += more;
  }
}

void Peer::write(const std::string& bytes) {
  const auto size = static_cast<int>(bytes.size());
  if (tls_ != nullptr) {
    SSL_write(tls_, bytes.data(), size);
  } else {
    static_cast<void>(::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
  }
}

void Peer::waitForEnd() {
  while (!readSome().empty()) {
  }
}

LoopbackServer::LoopbackServer(Serve serve) : serve_(std::move(serve)) {
  listenOnFreePort();
  thread_ = std::thread([this] { serveAll(); });
}

LoopbackServer::LoopbackServer(Serve serve, const ServerCertificate& certificate)
    : serve_(std::move(serve)), tls_(contextOf(certificate)) {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
  listenOnFreePort();
  thread_ = std::thread([this] { serveAll(); });
}

LoopbackServer::~LoopbackServer() {
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

std::vector<std::string> LoopbackServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void LoopbackServer::listenOnFreePort() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, generic, &size) != 0) {
    throw std::runtime_error("no free port");
  }
  port_ = ntohs(address.sin_port);
}

void LoopbackServer::serveAll() {
  for (;;) {
    const int fd = ::accept(listener_, nullptr, nullptr);
    if (fd < 0) return;
    ++connections_;
    serveOne(fd);
    ::close(fd);
  }
}

void LoopbackServer::serveOne(int fd) {
  std::unique_ptr<SSL, void (*)(SSL*)> tls(tls_ ? SSL_new(tls_.get()) : nullptr, SSL_free);
  if (tls) {
    SSL_set_fd(tls.get(), fd);
    if (SSL_accept(tls.get()) != 1) return;
  }
  Peer peer(fd, tls.get());
  const std::string request = peer.readRequest();
  if (request.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  serve_(peer);
  if (tls) SSL_shutdown(tls.get());
}

}  // namespace itops::test

#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace itops::test {

/// An answer as it arrived; header names in lower case, the last one of a name counts.
struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;
  std::string body;

  /// A header by its lower-case name; empty when absent.
  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

/// A plain HTTP/1.1 client on one keep-alive connection to 127.0.0.1, with raw access for requests
/// that no decent client would send. Everything throws std::runtime_error after the time limit.
class HttpClient {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  explicit HttpClient(std::uint16_t port,
                      std::chrono::milliseconds limit = std::chrono::milliseconds(30'000))
      : limit_(limit) {
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      close();
      throw std::runtime_error("can't connect to port " + std::to_string(port));
    }
  }
  ~HttpClient() { close(); }
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Sends a request with Host and, when there is a body, Content-Length, and reads the answer.
  HttpAnswer request(const std::string& method, const std::string& target,
                     const Headers& headers = {}, const std::string& body = {}) {
    send(format(method, target, headers, body));
    return readAnswer(method == "HEAD");
  }
  HttpAnswer get(const std::string& target, const Headers& headers = {}) {
    return request("GET", target, headers);
  }
  HttpAnswer post(const std::string& target, const std::string& body, const Headers& headers = {}) {
    return request("POST", target, headers, body);
  }

  /// The bytes of a request.
  static std::string format(const std::string& method, const std::string& target,
                            const Headers& headers = {}, const std::string& body = {}) {
    std::string text = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return text + "\r\n" + body;
  }

  /// Sends bytes as they are. False when the server no longer takes them.
  bool trySend(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void send(std::string_view bytes) {
    if (!trySend(bytes)) throw std::runtime_error("the server closed while we sent");
  }

  /// Reads the next answer. @param without_body true for an answer to HEAD
  HttpAnswer readAnswer(bool without_body = false) {
    HttpAnswer answer = parseHead(readUntil("\r\n\r\n"));
    const bool bodiless = answer.status < 200 || answer.status == 204 || answer.status == 304;
    if (!without_body && !bodiless) answer.body = readExactly(contentLength(answer));
    return answer;
  }

  /// Reads the head of an answer whose body comes in pieces.
  HttpAnswer readHead() { return parseHead(readUntil("\r\n\r\n")); }

  /// The next piece of a chunked body; empty at its end.
  std::string readChunk() {
    constexpr int kHexadecimal = 16;
    const auto size = std::stoul(readUntil("\r\n"), nullptr, kHexadecimal);
    auto chunk = readExactly(size);
    readExactly(2);
    return chunk;
  }

  /// Everything up to the end of the connection.
  std::string readToEnd() {
    while (fill()) continue;
    return std::exchange(buffer_, {});
  }

  /// True when the server closes without sending another byte.
  bool closedByServer() { return buffer_.empty() && !fill(); }

  /// Ends our sending side; answers still arrive.
  void halfClose() { ::shutdown(fd_, SHUT_WR); }

  /// Leaves with a reset instead of a polite end.
  void abort() {
    const linger hard{1, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close();
  }

  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  // Waits for more bytes; false at the end of the connection.
  bool fill() {
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(limit_.count())) <= 0) {
      throw std::runtime_error("no answer within " + std::to_string(limit_.count()) + " ms");
    }
    char bytes[16384];
    const ssize_t count = ::recv(fd_, bytes, sizeof bytes, 0);
    if (count < 0 && errno != ECONNRESET) throw std::runtime_error("recv failed");
    if (count <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  std::string take(std::size_t count) {
    std::string taken = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return taken;
  }

  std::string readUntil(std::string_view end) {
    for (;;) {
      const auto found = buffer_.find(end);
      if (found != std::string::npos) return take(found + end.size());
      if (!fill()) throw std::runtime_error("closed before an answer: '" + buffer_ + "'");
    }
  }

  std::string readExactly(std::size_t count) {
    while (buffer_.size() < count) {
      if (!fill()) throw std::runtime_error("closed in the middle of a body");
    }
    return take(count);
  }

  static HttpAnswer parseHead(const std::string& head) {
    HttpAnswer answer;
    answer.status = std::stoi(head.substr(9, 3));
    for (auto line = head.find("\r\n") + 2; line < head.size() - 2;) {
      const auto end = head.find("\r\n", line);
      const auto colon = head.find(": ", line);
      std::string name = head.substr(line, colon - line);
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      answer.headers[name] = head.substr(colon + 2, end - colon - 2);
      line = end + 2;
    }
    return answer;
  }

  static std::size_t contentLength(const HttpAnswer& answer) {
    const auto text = answer.header("content-length");
    if (text.empty()) throw std::runtime_error("an answer without Content-Length");
    return static_cast<std::size_t>(std::stoul(text));
  }

  int fd_ = -1;
  std::chrono::milliseconds limit_;
  std::string buffer_;
};

}  // namespace itops::test

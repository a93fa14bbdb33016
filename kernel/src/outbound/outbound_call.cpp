#include "outbound/outbound_call.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <optional>

#include "itops/error.hpp"
#include "outbound/address_rules.hpp"
#include "outbound/curl_handle.hpp"
#include "outbound/outbound_headers.hpp"

namespace itops::outbound {
namespace {

constexpr std::size_t kHeaderBytesMax = std::size_t{64} * 1024;

/// One call's state, lent to libcurl for its duration.
class Call {
 public:
  Call(const OutboundOptions& options, const OutboundUrl& url, const OutboundRequest& request)
      : options_(options),
        url_(url),
        request_(request),
        handle_(newCurlHandle()),
        headers_(headerLines(request)),
        timeout_(std::clamp(request.timeout, std::chrono::milliseconds(1), options.timeout_max)),
        body_bytes_max_(std::min(request.response_bytes_max, options.response_bytes_max)) {}

  OutboundResponse run() {
    refuseLiteralBehindProxy();
    prepareTarget();
    prepareLimits();
    prepareHeaders();
    prepareBody();
    prepareCallbacks();
    const CURLcode code = curl_easy_perform(handle_.get());
    if (code != CURLE_OK) fail(code);
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    return std::move(response_);
  }

 private:
  template <class T>
  void set(CURLoption option, T value) {
    const CURLcode code = curl_easy_setopt(handle_.get(), option, value);
    if (code == CURLE_OK) return;
    throw Error(ErrorKind::kInternal, "outbound_setup",
                "The call to " + url_.host() + " can't be prepared.", curl_easy_strerror(code));
  }

  void prepareTarget() {
    set(CURLOPT_CURLU, url_.handle());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_PROXY,
        options_.proxy.reveal().c_str());  // also keeps the environment's proxies out
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
  }

  void prepareLimits() {
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout_.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout_.count()));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // a look-up that hangs must not hold us at the end
  }

  void prepareHeaders() {
    set(CURLOPT_HTTPHEADER, headers_.get());
    set(CURLOPT_USERAGENT, options_.user_agent.c_str());
  }

  void prepareBody() {
    constexpr const char* kMethods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
    const bool always = request_.method != Method::kGet && request_.method != Method::kDelete;
    if (always || !request_.body.empty()) {
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
      set(CURLOPT_POSTFIELDS, request_.body.c_str());
    }
    set(CURLOPT_CUSTOMREQUEST, kMethods[static_cast<int>(request_.method)]);
  }

  void prepareCallbacks() {
    set(CURLOPT_OPENSOCKETFUNCTION, &Call::openSocket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_HEADERFUNCTION, &Call::takeHeader);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Call::takeBody);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_ERRORBUFFER, error_text_.data());
  }

  /// The address that libcurl is about to connect to, whatever it was looked up from: no second
  /// look-up can put another one in its place.
  static curl_socket_t openSocket(void* self, curlsocktype, curl_sockaddr* address) {
    auto& call = *static_cast<Call*>(self);
    if (!call.mayConnect(net::IpAddress::of(address->addr))) return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  bool mayConnect(const std::optional<net::IpAddress>& address) {
    if (!options_.proxy.empty() || options_.allow.allowsHost(url_.host())) return true;
    if (!address) {
      refused_ = {"of an unknown kind", "?"};
      return false;
    }
    if (options_.allow.allowsAddress(*address)) return true;
    const auto reason = refusedBecause(*address);
    if (!reason.empty()) refused_ = {std::string(reason), address->toString()};
    return reason.empty();
  }

  /// Names are looked up by the proxy, but an address needs no look-up.
  void refuseLiteralBehindProxy() {
    if (options_.proxy.empty() || options_.allow.allowsHost(url_.host())) return;
    const auto address = net::IpAddress::parse(url_.host());
    if (!address || options_.allow.allowsAddress(*address)) return;
    const auto reason = refusedBecause(*address);
    if (reason.empty()) return;
    refused_ = {std::string(reason), address->toString()};
    throwRefused();
  }

  static std::size_t takeHeader(char* bytes, std::size_t, std::size_t size, void* self) {
    return static_cast<Call*>(self)->addHeader({bytes, size}) ? size : 0;
  }

  bool addHeader(std::string_view line) {
    header_bytes_ += line.size();
    if (header_bytes_ > kHeaderBytesMax) return tooLarge("headers", kHeaderBytesMax);
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) response_.headers.clear();  // behind 100 Continue and its like
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || line.starts_with("HTTP/")) return true;
    auto value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    response_.headers.emplace_back(line.substr(0, colon), value);
    return true;
  }

  static std::size_t takeBody(char* bytes, std::size_t, std::size_t size, void* self) {
    return static_cast<Call*>(self)->addBody({bytes, size}) ? size : 0;
  }

  bool addBody(std::string_view bytes) {
    if (bytes.size() > body_bytes_max_ - response_.body.size()) {
      return tooLarge("body", body_bytes_max_);
    }
    response_.body.append(bytes);
    return true;
  }

  bool tooLarge(const char* what, std::size_t limit) {
    too_large_ =
        "its answer's " + std::string(what) + " is over " + std::to_string(limit) + " bytes";
    return false;
  }

  [[noreturn]] void fail(CURLcode code) const {
    if (refused_ && code == CURLE_COULDNT_CONNECT) throwRefused();
    throw Error(ErrorKind::kUnavailable, "outbound_failed",
                "The call to " + url_.host() + " failed: " + reasonOf(code) + ".",
                std::string(curl_easy_strerror(code)) + ": " + error_text_.data());
  }

  [[noreturn]] void throwRefused() const {
    throw Error(ErrorKind::kForbidden, "outbound_refused",
                "The call to " + url_.host() + " is refused: its address is " + refused_->reason +
                    ". An operator can list the host or its network in outbound.allow.",
                "address " + refused_->address);
  }

  std::string reasonOf(CURLcode code) const {
    switch (code) {
      case CURLE_OPERATION_TIMEDOUT:
        return "there was no whole answer within " + std::to_string(timeout_.count()) + " ms";
      case CURLE_COULDNT_RESOLVE_HOST:
        return "the host name is not known";
      case CURLE_COULDNT_RESOLVE_PROXY:
        return "the name of the proxy (outbound.proxy) is not known";
      case CURLE_COULDNT_CONNECT:
        return "it takes no connection";
      case CURLE_PEER_FAILED_VERIFICATION:
        return "its certificate can't be verified";
      case CURLE_SSL_CACERT_BADFILE:
        return "the file of outbound.ca_file can't be read";
      case CURLE_SSL_CONNECT_ERROR:
        return "TLS could not be agreed on";
      case CURLE_WRITE_ERROR:
        return too_large_;
      default:
        return "the answer broke off or is no HTTP";
    }
  }

  struct Refusal {
    std::string reason;
    std::string address;
  };

  const OutboundOptions& options_;
  const OutboundUrl& url_;
  const OutboundRequest& request_;
  const CurlHandle handle_;
  const CurlList headers_;
  const std::chrono::milliseconds timeout_;
  const std::size_t body_bytes_max_;
  OutboundResponse response_;
  std::size_t header_bytes_ = 0;
  std::optional<Refusal> refused_;
  std::string too_large_;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
};

}  // namespace

OutboundResponse call(const OutboundOptions& options, const OutboundUrl& url,
                      const OutboundRequest& request) {
  return Call(options, url, request).run();
}

}  // namespace itops::outbound

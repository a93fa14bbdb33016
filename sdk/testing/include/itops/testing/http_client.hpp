#pragma once

#include <string>
#include <vector>

#include "itops/error.hpp"
#include "itops/http_client.hpp"

namespace itops::test {

/// A network with the answers that a test wrote into it.
///
///     http.answer(Method::kPost, "https://desk.example/tickets", {.status = 201});
///
/// A call that no answer is left for throws Error(kUnavailable, "outbound_failed"), as when nobody
/// listens. URLs must be equal. One thread at a time.
class FakeHttpClient final : public HttpClient {
 public:
  /// Answers the next call of this method and URL that nothing earlier answers; once.
  void answer(Method method, std::string url, OutboundResponse response);
  /// The same for all calls that nothing else answers.
  void answerAlways(Method method, std::string url, OutboundResponse response);
  /// Throws that error at the next call of this method and URL, such as Error(kForbidden,
  /// "outbound_refused", ...); once.
  void fail(Method method, std::string url, Error error);

  /// All calls so far, oldest first; the token is in there for the test to compare.
  const std::vector<OutboundRequest>& requests() const { return requests_; }

  /// See HttpClient::send. A URL with another scheme than http or https, or with a user inside, is
  /// refused as by the kernel.
  OutboundResponse send(const OutboundRequest& request) override;

 private:
  struct Script {
    Method method;
    std::string url;
    OutboundResponse response;
    std::vector<Error> error = {};  ///< one or none
    bool always = false;
    bool used = false;
  };

  Script* find(const OutboundRequest& request, bool always);

  std::vector<Script> scripts_;
  std::vector<OutboundRequest> requests_;
};

}  // namespace itops::test

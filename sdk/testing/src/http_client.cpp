#include "itops/testing/http_client.hpp"

#include "itops/error.hpp"

namespace itops::test {
namespace {

bool isCallable(std::string_view url) {
  const auto scheme_end = url.find("://");
  const auto scheme = url.substr(0, scheme_end);
  if (scheme_end == url.npos || (scheme != "http" && scheme != "https")) return false;
  const auto authority = url.substr(scheme_end + 3);
  return authority.substr(0, authority.find('/')).find('@') == authority.npos;
}

/// False for what would break the request and for headers that the kernel sets.
bool isOwnHeader(std::string_view name, std::string_view value) {
  std::string lower(name);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const char* kernels :
       {"host", "content-length", "transfer-encoding", "connection", "expect"}) {
    if (lower == kernels) return false;
  }
  return !name.empty() && name.find_first_of(" :\r\n") == name.npos &&
         value.find_first_of("\r\n") == value.npos;
}

}  // namespace

void FakeHttpClient::answer(Method method, std::string url, OutboundResponse response) {
  scripts_.push_back({method, std::move(url), std::move(response)});
}

void FakeHttpClient::answerAlways(Method method, std::string url, OutboundResponse response) {
  scripts_.push_back({method, std::move(url), std::move(response), {}, true});
}

void FakeHttpClient::fail(Method method, std::string url, Error error) {
  scripts_.push_back({method, std::move(url), {}, {std::move(error)}});
}

OutboundResponse FakeHttpClient::send(const OutboundRequest& request) {
  requests_.push_back(request);
  if (!isCallable(request.url)) {
    throw Error(ErrorKind::kInvalid, "outbound_url", "\"" + request.url + "\" can't be called.");
  }
  for (const auto& [name, value] : request.headers) {
    if (!isOwnHeader(name, value)) {
      throw Error(ErrorKind::kInvalid, "outbound_header",
                  "The header \"" + name + "\" would break the request or is the kernel's.");
    }
  }
  Script* script = find(request, false);
  if (script == nullptr) script = find(request, true);
  if (script == nullptr) {
    throw Error(ErrorKind::kUnavailable, "outbound_failed",
                "Nobody answers at " + request.url + "; the test has no answer left for it.");
  }
  script->used = true;
  if (!script->error.empty()) throw script->error.front();
  return script->response;
}

FakeHttpClient::Script* FakeHttpClient::find(const OutboundRequest& request, bool always) {
  for (Script& script : scripts_) {
    const bool fits = script.method == request.method && script.url == request.url;
    if (fits && script.always == always && (always || !script.used)) return &script;
  }
  return nullptr;
}

}  // namespace itops::test

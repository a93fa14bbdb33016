#include "random_request.hpp"

#include <array>
#include <functional>

#include "itops/text.hpp"

namespace itops::validator {
namespace {

constexpr std::array kMethods{"GET ", "POST ", "PUT ", "PATCH ", "DELETE "};

/// What breaks code that forgot to check: empty, huge, negative, not UTF-8, not a number, injected.
const std::array<std::string, 16> kAwkward{"",
                                           "x",
                                           "0",
                                           "-1",
                                           "99999999999999999999",
                                           "1e999",
                                           "null",
                                           "{}",
                                           "[1,2",
                                           "'; DROP TABLE x; --",
                                           "\xff\xfe",
                                           std::string("a\0b", 3),
                                           "2026-02-30T25:00:00Z",
                                           "00000000-0000-0000-0000-000000000000",
                                           "{\"a\":{\"a\":{\"a\":1}}}",
                                           std::string(5000, 'a')};

const std::string& awkward(std::mt19937& random) {
  return kAwkward[random() % kAwkward.size()];
}

std::string shown(const std::string& text) {
  std::string out;
  for (const char c : text.substr(0, 40)) out += c >= ' ' && c <= '~' ? c : '?';
  return out + (text.size() > 40 ? "..." : "");
}

/// True for what the kernel lets through in a path or query: UTF-8 without NUL.
bool passesTarget(const std::string& text) {
  return isUtf8(text) && text.find('\0') == text.npos;
}

/// The path with each parameter replaced; some values can't arrive there.
std::string fill(const std::string& path, const std::function<std::string()>& value) {
  std::string filled;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path[at] != '{') {
      filled += path[at];
      continue;
    }
    at = path.find('}', at);
    const std::string text = value();
    const bool arrives = !text.empty() && text.find('/') == text.npos && passesTarget(text);
    filled += arrives ? text : "x";
  }
  return filled;
}

}  // namespace

RandomRequest emptyRequest(const Route& route) {
  const std::string path = fill(route.path, [] { return "x"; });
  return {kMethods[static_cast<std::size_t>(route.method)] + path,
          test::RequestBuilder(route.method, path).permission("*")};
}

RandomRequest randomRequest(const Route& route, std::mt19937& random) {
  const std::string path = fill(route.path, [&] { return awkward(random); });
  RandomRequest request{kMethods[static_cast<std::size_t>(route.method)] + shown(path),
                        test::RequestBuilder(route.method, path).permission("*")};
  for (const QueryParameter& parameter : route.doc.query) {
    const std::string& value = awkward(random);
    if (random() % 3 == 0 || !passesTarget(value)) continue;
    request.builder.query(parameter.name, value);
    request.description += " with " + parameter.name + "=" + shown(value);
  }
  const std::string& body = awkward(random);
  if (route.method != Method::kGet && !body.empty()) {
    request.builder.body(body);
    request.description += " and the body " + shown(body);
  }
  return request;
}

}  // namespace itops::validator

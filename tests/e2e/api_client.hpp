#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "e2e/core_process.hpp"
#include "support/http_client.hpp"

namespace itops::test {

namespace json = boost::json;

/// Where most tests push to.
inline constexpr const char* kNode = "acme/shop/prod/c1";
inline constexpr const char* kPath = "acme/shop/prod/c1/api";

/// An answer with its JSON body read; `body` is null when there is none or it is no JSON.
struct Answer {
  int status = 0;
  json::value body;
  HttpAnswer raw;

  /// A member of the body, which must be an object that has it.
  const json::value& operator[](std::string_view member) const { return body.at(member); }
  /// A member that is a text.
  std::string text(std::string_view member) const;
  /// Codes of the answer's warnings, in order.
  std::vector<std::string> warnings() const;
};

/// Core's API as a client with the operator key sees it. Each call has a connection of its own.
class ApiClient {
 public:
  explicit ApiClient(const CoreProcess& core) : ApiClient(core.port(), core.key()) {}
  ApiClient(std::uint16_t port, std::string key) : port_(port), key_(std::move(key)) {}

  Answer get(const std::string& target) const { return call("GET", target); }
  Answer patch(const std::string& target, const json::object& body) const {
    return call("PATCH", target, json::serialize(body));
  }
  Answer remove(const std::string& target) const { return call("DELETE", target); }
  Answer call(const std::string& method, const std::string& target, const std::string& body = {},
              const HttpClient::Headers& further_headers = {}) const;

  /// A health push, with the body as an object or as it stands.
  Answer push(const json::object& body) const { return push(json::serialize(body)); }
  Answer push(const std::string& body) const { return call("POST", "/api/v1/health/report", body); }
  Answer push(const std::string& path, const std::string& status) const {
    return push({{"path", path}, {"status", status}});
  }

  /// All pages of a list.
  json::array all(const std::string& target) const;
  /// The one service of that path, as the catalog shows it; empty when there is none.
  json::object service(const std::string& path) const;
  /// Its history, newest first; empty when there is no such service.
  json::array events(const std::string& path) const;
  /// Its snapshots of the last day, newest first.
  json::array snapshots(const std::string& path) const;

 private:
  std::uint16_t port_;
  std::string key_;
};

/// A member of each element, which must be a text.
std::vector<std::string> texts(const json::array& items, std::string_view member);

/// The text of a JSON string.
std::string textOf(const json::value& value);

}  // namespace itops::test

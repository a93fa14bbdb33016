#pragma once

#include <fstream>
#include <string>

#include "e2e/api_client.hpp"

namespace itops::test {

/// Of the people that tests make.
inline constexpr const char* kPassword = "Correct Horse 1";

/// The password of the administrator that development made.
inline std::string adminPassword(const CoreProcess& core) {
  std::ifstream file(core.dataFolder() / "secrets" / "bootstrap.admin_password");
  std::string line;
  std::getline(file, line);
  return line;
}

/// A login as it arrives.
inline Answer logIn(std::uint16_t port, const std::string& login, const std::string& password,
                    const json::object& more = {}, const HttpClient::Headers& headers = {}) {
  json::object body{{"login", login}, {"password", password}};
  for (const auto& [name, value] : more) body[name] = value;
  Answer answer;
  answer.raw = HttpClient(port).post("/api/v1/auth/login", json::serialize(body), headers);
  answer.status = answer.raw.status;
  json::error_code error;
  answer.body = json::parse(answer.raw.body, error);
  return answer;
}

/// The API as a person sees it.
class PersonClient {
 public:
  PersonClient(std::uint16_t port, std::string token) : port_(port), token_(std::move(token)) {}

  Answer call(const std::string& method, const std::string& target,
              const std::string& body = {}) const {
    Answer answer;
    answer.raw =
        HttpClient(port_).request(method, target, {{"Authorization", "Bearer " + token_}}, body);
    answer.status = answer.raw.status;
    json::error_code error;
    answer.body = json::parse(answer.raw.body, error);
    return answer;
  }
  Answer get(const std::string& target) const { return call("GET", target); }
  Answer post(const std::string& target, const json::object& body) const {
    return call("POST", target, json::serialize(body));
  }
  const std::string& token() const { return token_; }

 private:
  std::uint16_t port_;
  std::string token_;
};

/// A person who has logged in.
inline PersonClient personAt(const CoreProcess& core, const std::string& login,
                             const std::string& password) {
  return {core.port(), logIn(core.port(), login, password).text("accessToken")};
}
inline PersonClient adminAt(const CoreProcess& core) {
  return personAt(core, "admin", adminPassword(core));
}

}  // namespace itops::test

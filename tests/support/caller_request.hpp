#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "itops/router.hpp"

namespace itops::test {

/// A request as a handler or a domain function sees it, with members that a test sets as it likes.
class CallerRequest final : public Request {
 public:
  using Texts = std::map<std::string, std::string, std::less<>>;

  CallerRequest() = default;
  /// A GET with these query parameters.
  explicit CallerRequest(Texts query_parameters) : query_of(std::move(query_parameters)) {}

  Method method() const override { return Method::kGet; }
  std::string_view path() const override { return "/"; }
  std::string_view parameter(std::string_view) const override { return {}; }
  std::optional<std::string> query(std::string_view name) const override {
    const auto found = query_of.find(name);
    return found == query_of.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<std::string_view> header(std::string_view name) const override {
    const auto found = headers.find(name);
    return found == headers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
  }
  std::string_view body() const override { return content; }
  std::string_view requestId() const override { return id; }
  const Principal& principal() const override { return caller; }
  Timestamp receivedAt() const override { return {}; }
  std::string_view clientAddress() const override { return address; }
  bool bodyWasRepaired() const override { return false; }

  Texts query_of;
  Texts headers;
  std::string content;
  std::string id = "request-1";
  std::string address = "192.0.2.1";
  Principal caller{"ann", {"*"}, PrincipalKind::kPerson};
};

}  // namespace itops::test

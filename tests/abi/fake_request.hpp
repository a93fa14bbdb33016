#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "itops/router.hpp"

namespace itops::plugin::test {

/// A GET request with at most one path parameter, for handlers called without a server.
class FakeRequest final : public Request {
 public:
  explicit FakeRequest(std::string parameter = {}) : parameter_(std::move(parameter)) {}

  Method method() const override { return Method::kGet; }
  std::string_view path() const override { return "/"; }
  std::string_view parameter(std::string_view) const override { return parameter_; }
  std::optional<std::string> query(std::string_view) const override { return std::nullopt; }
  std::optional<std::string_view> header(std::string_view) const override { return std::nullopt; }
  std::string_view body() const override { return {}; }
  std::string_view requestId() const override { return "request-1"; }
  const Principal& principal() const override { return principal_; }
  Timestamp receivedAt() const override { return {}; }
  std::string_view clientAddress() const override { return "192.0.2.1"; }

 private:
  std::string parameter_;
  Principal principal_;
};

}  // namespace itops::plugin::test

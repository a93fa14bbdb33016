#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "itops/router.hpp"

namespace itops::live::test {

/// A request with these query parameters, headers (as written here) and caller.
class LiveRequest final : public Request {
 public:
  using Texts = std::map<std::string, std::string, std::less<>>;

  explicit LiveRequest(Texts query, Texts headers = {}, Principal principal = {"someone", {}})
      : query_(std::move(query)), headers_(std::move(headers)), principal_(std::move(principal)) {}

  Method method() const override { return Method::kGet; }
  std::string_view path() const override { return "/"; }
  std::string_view parameter(std::string_view) const override { return {}; }
  std::optional<std::string> query(std::string_view name) const override {
    const auto found = query_.find(name);
    return found == query_.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<std::string_view> header(std::string_view name) const override {
    const auto found = headers_.find(name);
    return found == headers_.end() ? std::nullopt : std::optional<std::string_view>(found->second);
  }
  std::string_view body() const override { return {}; }
  std::string_view requestId() const override { return "request-1"; }
  const Principal& principal() const override { return principal_; }
  Timestamp receivedAt() const override { return {}; }
  std::string_view clientAddress() const override { return "192.0.2.1"; }
  bool bodyWasRepaired() const override { return false; }

 private:
  Texts query_;
  Texts headers_;
  Principal principal_;
};

}  // namespace itops::live::test

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "itops/router.hpp"

namespace itops::identity {

/// Who does something outside of a handler, in the form that the audit trail asks for: a login on
/// its own thread, a job, the command line. [any]
class ActingRequest final : public Request {
 public:
  ActingRequest(Principal principal, std::string address, std::string request_id)
      : principal_(std::move(principal)),
        address_(std::move(address)),
        request_id_(std::move(request_id)) {}

  Method method() const override { return Method::kPost; }
  std::string_view path() const override { return {}; }
  std::string_view parameter(std::string_view) const override { return {}; }
  std::optional<std::string> query(std::string_view) const override { return std::nullopt; }
  std::optional<std::string_view> header(std::string_view) const override { return std::nullopt; }
  std::string_view body() const override { return {}; }
  std::string_view requestId() const override { return request_id_; }
  const Principal& principal() const override { return principal_; }
  Timestamp receivedAt() const override { return {}; }
  std::string_view clientAddress() const override { return address_; }
  bool bodyWasRepaired() const override { return false; }

 private:
  Principal principal_;
  std::string address_;
  std::string request_id_;
};

}  // namespace itops::identity

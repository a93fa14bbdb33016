#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "itops/router.hpp"

namespace itops::test {

/// What a RequestBuilder builds: values that the test chose, nothing decoded or checked.
struct RequestData {
  using Texts = std::map<std::string, std::string, std::less<>>;

  Method method = Method::kGet;
  std::string path = "/";
  Texts parameters = {};
  Texts query = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  std::optional<Principal> principal = {};  ///< empty: nobody who is known
  std::string request_id = "request-1";
  std::string client_address = "127.0.0.1";
  Timestamp received_at{};
  bool body_was_repaired = false;
};

/// A request out of the test's hands. Owns its data; views live as long as it does.
class FakeRequest final : public Request {
 public:
  explicit FakeRequest(RequestData data = {}) : data_(std::move(data)) {}

  Method method() const override { return data_.method; }
  std::string_view path() const override { return data_.path; }
  std::string_view parameter(std::string_view name) const override;
  std::optional<std::string> query(std::string_view name) const override;
  std::optional<std::string_view> header(std::string_view name) const override;
  std::string_view body() const override { return data_.body; }
  std::string_view requestId() const override { return data_.request_id; }
  const Principal& principal() const override;
  Timestamp receivedAt() const override { return data_.received_at; }
  std::string_view clientAddress() const override { return data_.client_address; }
  bool bodyWasRepaired() const override { return data_.body_was_repaired; }

  /// True when the test named a caller.
  bool isAuthenticated() const { return data_.principal.has_value(); }
  const RequestData& data() const { return data_; }

 private:
  RequestData data_;
};

/// Builds requests in one expression:
///
///     router.call(RequestBuilder(Method::kPost, "/api/v1/notes/17")
///                     .query("dryRun", "true").body("Hello").permission("notes.write"));
///
/// Without permission() or caller() the request comes from nobody. One thread at a time.
class RequestBuilder {
 public:
  /// @param path decoded, without query, as Request::path() gives it
  RequestBuilder(Method method, std::string path) {
    data_.method = method;
    data_.path = std::move(path);
  }
  static RequestBuilder get(std::string path) { return {Method::kGet, std::move(path)}; }
  static RequestBuilder post(std::string path) { return {Method::kPost, std::move(path)}; }
  static RequestBuilder put(std::string path) { return {Method::kPut, std::move(path)}; }
  static RequestBuilder patch(std::string path) { return {Method::kPatch, std::move(path)}; }
  static RequestBuilder remove(std::string path) { return {Method::kDelete, std::move(path)}; }

  /// A parameter of the route's path, for handlers called without a router; FakeRouter sets them.
  RequestBuilder& parameter(std::string name, std::string value) {
    data_.parameters.insert_or_assign(std::move(name), std::move(value));
    return *this;
  }
  RequestBuilder& query(std::string name, std::string value) {
    data_.query.insert_or_assign(std::move(name), std::move(value));
    return *this;
  }
  RequestBuilder& header(std::string name, std::string value) {
    data_.headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  RequestBuilder& body(std::string text) {
    data_.body = std::move(text);
    return *this;
  }
  /// The caller `tester` with this permission and those given before; `*` for all.
  RequestBuilder& permission(std::string name) {
    if (!data_.principal) data_.principal = Principal{"tester", {}};
    data_.principal->permissions.push_back(std::move(name));
    return *this;
  }
  RequestBuilder& caller(Principal principal) {
    data_.principal = std::move(principal);
    return *this;
  }
  RequestBuilder& clientAddress(std::string address) {
    data_.client_address = std::move(address);
    return *this;
  }
  RequestBuilder& receivedAt(Timestamp instant) {
    data_.received_at = instant;
    return *this;
  }
  RequestBuilder& requestId(std::string id) {
    data_.request_id = std::move(id);
    return *this;
  }

  FakeRequest build() const { return FakeRequest(data_); }

 private:
  RequestData data_;
};

}  // namespace itops::test

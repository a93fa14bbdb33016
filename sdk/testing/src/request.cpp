#include "itops/testing/request.hpp"

#include <algorithm>

#include "itops/error.hpp"

namespace itops::test {
namespace {

bool sameName(std::string_view left, std::string_view right) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

std::string_view FakeRequest::parameter(std::string_view name) const {
  const auto found = data_.parameters.find(name);
  if (found != data_.parameters.end()) return found->second;
  throw Error(ErrorKind::kInternal, "parameter_unknown",
              "The route has no path parameter {" + std::string(name) + "}.");
}

std::optional<std::string> FakeRequest::query(std::string_view name) const {
  const auto found = data_.query.find(name);
  return found == data_.query.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string_view> FakeRequest::header(std::string_view name) const {
  for (const auto& [header, value] : data_.headers) {
    if (sameName(header, name)) return value;
  }
  return std::nullopt;
}

const Principal& FakeRequest::principal() const {
  static const Principal kNobody{"anonymous", {}, PrincipalKind::kAnonymous};
  return data_.principal ? *data_.principal : kNobody;
}

}  // namespace itops::test

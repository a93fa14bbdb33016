#pragma once

#include <optional>
#include <string_view>

#include "itops/router.hpp"

namespace itops::http {

/// The method as HTTP writes it, such as `GET`. [any]
constexpr std::string_view methodName(Method method) {
  switch (method) {
    case Method::kGet:
      return "GET";
    case Method::kPost:
      return "POST";
    case Method::kPut:
      return "PUT";
    case Method::kPatch:
      return "PATCH";
    case Method::kDelete:
      return "DELETE";
  }
  return "";
}

/// The method a route may have; HEAD counts as GET. Empty for OPTIONS and anything else. [any]
constexpr std::optional<Method> methodOf(std::string_view name) {
  if (name == "GET" || name == "HEAD") return Method::kGet;
  if (name == "POST") return Method::kPost;
  if (name == "PUT") return Method::kPut;
  if (name == "PATCH") return Method::kPatch;
  if (name == "DELETE") return Method::kDelete;
  return std::nullopt;
}

}  // namespace itops::http

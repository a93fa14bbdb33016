#include "http/cors.hpp"

#include <algorithm>

#include "http/ascii_case.hpp"

namespace itops::http {
namespace {

constexpr const char* kExposed = "X-Request-Id, X-Next-Cursor, Retry-After";
constexpr const char* kRequestHeaders =
    "Accept, Authorization, Content-Type, Last-Event-ID, X-API-Key, X-CSRF-Protection, "
    "X-Request-Id";
constexpr const char* kPreflightSeconds = "600";

std::string allowOf(const Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Allow") return value;
  }
  return {};
}

}  // namespace

Cors::Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {
  anybody_ = std::erase(origins_, "*") > 0;
}

bool Cors::lists(std::string_view origin) const {
  return std::any_of(origins_.begin(), origins_.end(),
                     [&](const std::string& listed) { return equalsIgnoringCase(listed, origin); });
}

void Cors::apply(const Exchange& exchange, Response& response) const {
  if (origins_.empty() && !anybody_) return;
  auto& headers = response.headers;
  headers.emplace_back("Vary", "Origin");
  const auto origin = exchange.header("Origin");
  if (!origin) return;
  if (lists(*origin)) {
    headers.emplace_back("Access-Control-Allow-Origin", *origin);
    headers.emplace_back("Access-Control-Allow-Credentials", "true");
  } else if (anybody_) {
    headers.emplace_back("Access-Control-Allow-Origin", "*");
  } else {
    return;
  }
  headers.emplace_back("Access-Control-Expose-Headers", kExposed);
  const auto allow = allowOf(response);
  if (exchange.head().method != "OPTIONS" || allow.empty()) return;
  if (!exchange.header("Access-Control-Request-Method")) return;
  headers.emplace_back("Access-Control-Allow-Methods", allow);
  headers.emplace_back("Access-Control-Allow-Headers", kRequestHeaders);
  headers.emplace_back("Access-Control-Max-Age", kPreflightSeconds);
}

}  // namespace itops::http

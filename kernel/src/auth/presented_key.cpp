#include "auth/presented_key.hpp"

#include <algorithm>

#include "http/ascii_case.hpp"

namespace itops::auth {

PresentedKey presentedKey(const Request& request) {
  if (const auto key = request.header("X-API-Key")) return {*key, false};
  constexpr std::string_view kScheme = "Bearer ";
  const auto header = request.header("Authorization").value_or(std::string_view{});
  if (!http::equalsIgnoringCase(header.substr(0, kScheme.size()), kScheme)) return {};
  const auto key = header.substr(kScheme.size());
  return {key.substr(std::min(key.find_first_not_of(' '), key.size())), true};
}

}  // namespace itops::auth

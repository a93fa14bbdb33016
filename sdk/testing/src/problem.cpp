#include "problem.hpp"

#include <cstdio>

#include "itops/testing/router.hpp"

namespace itops::test {

std::string jsonString(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.append(1, '\\').append(1, c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escaped[7];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

Response problemResponse(int status, std::string_view code, std::string_view detail,
                         std::string_view request_id, const std::vector<FieldError>& fields) {
  std::string body = R"({"type":"about:blank","status":)" + std::to_string(status);
  body += ",\"code\":" + jsonString(code) + ",\"detail\":" + jsonString(detail) +
          ",\"requestId\":" + jsonString(request_id);
  std::string errors;
  for (const auto& [field, message] : fields) {
    errors += (errors.empty() ? "" : ",") + ("{\"field\":" + jsonString(field)) +
              ",\"message\":" + jsonString(message) + "}";
  }
  if (!errors.empty()) body += ",\"errors\":[" + errors + "]";
  return {status, "application/problem+json", body + "}"};
}

}  // namespace itops::test

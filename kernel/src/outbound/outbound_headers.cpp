#include "outbound/outbound_headers.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <string>

#include "itops/error.hpp"
#include "outbound/allow_list.hpp"

namespace itops::outbound {
namespace {

constexpr std::array<std::string_view, 5> kOwnHeaders{"host", "content-length", "transfer-encoding",
                                                      "connection", "expect"};

bool isTokenCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

void check(const std::string& name, const std::string& value) {
  const bool token = !name.empty() && std::all_of(name.begin(), name.end(), isTokenCharacter);
  const bool line = value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
  const auto own = std::find(kOwnHeaders.begin(), kOwnHeaders.end(), normalHost(name));
  if (token && line && own == kOwnHeaders.end()) return;
  throw Error(ErrorKind::kInvalid, "outbound_header",
              "A header of the call can't be sent: give a name without spaces, other than Host, "
              "Content-Length, Transfer-Encoding, Connection and Expect, and a value on one line.");
}

void add(CurlList& list, const std::string& line) {
  curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

/// For libcurl a line that ends with a colon takes a header away, one with a semicolon empties it.
void addChecked(CurlList& list, const std::string& name, const std::string& value) {
  check(name, value);
  add(list, value.empty() ? name + ";" : name + ": " + value);
}

}  // namespace

CurlList headerLines(const OutboundRequest& request) {
  CurlList list;
  add(list, "Expect:");
  if (request.body.empty()) {
    add(list, "Content-Type:");
  } else {
    addChecked(list, "Content-Type", request.content_type);
  }
  for (const auto& [name, value] : request.headers) addChecked(list, name, value);
  if (!request.bearer_token.empty()) {
    addChecked(list, "Authorization", "Bearer " + request.bearer_token.reveal());
  }
  return list;
}

}  // namespace itops::outbound

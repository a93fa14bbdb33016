#include "http/answer_head.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>

#include "http/ascii_case.hpp"
#include "http/problem.hpp"

namespace itops::http {
namespace {

constexpr std::string_view kSecurityHeaders = "\r\nX-Content-Type-Options: nosniff";
constexpr std::string_view kOwnHeaders[] = {"content-length", "content-type", "transfer-encoding",
                                            "connection",     "date",         "x-request-id",
                                            "keep-alive",     "upgrade"};

void appendNumber(std::string& out, std::size_t number) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

bool plainValue(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

bool tokenCharacter(char c) {
  c = asciiLower(c);
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool allowedName(std::string_view name) {
  if (name.empty() || !std::all_of(name.begin(), name.end(), tokenCharacter)) return false;
  return std::none_of(std::begin(kOwnHeaders), std::end(kOwnHeaders),
                      [&](std::string_view own) { return equalsIgnoringCase(own, name); });
}

}  // namespace

bool AnswerHead::headersAllowed(const Response& response) {
  if (!plainValue(response.content_type)) return false;
  return std::all_of(response.headers.begin(), response.headers.end(), [](const auto& header) {
    return allowedName(header.first) && plainValue(header.second);
  });
}

void AnswerHead::append(std::string& out, const Response& response, const Facts& facts) {
  refreshDate();
  out += "HTTP/1.1 ";
  appendNumber(out, static_cast<std::size_t>(response.status));
  out += ' ';
  out += statusTitle(response.status);
  if (!bodiless(response.status)) {
    out += "\r\nContent-Type: ";
    out += response.content_type;
    appendFraming(out, response, facts.framing);
  }
  out += date_line_;
  out += kSecurityHeaders;
  out += "\r\nX-Request-Id: ";
  out += facts.request_id;
  for (const auto& [name, value] : response.headers) {
    out.append("\r\n").append(name).append(": ").append(value);
  }
  if (!facts.keep_alive) {
    out += "\r\nConnection: close";
  } else if (!facts.http11) {
    out += "\r\nConnection: keep-alive";
  }
  out += "\r\n\r\n";
}

void AnswerHead::appendFraming(std::string& out, const Response& response, Framing framing) {
  if (framing == Framing::kChunks) {
    out += "\r\nTransfer-Encoding: chunked";
  } else if (framing == Framing::kLength) {
    out += "\r\nContent-Length: ";
    appendNumber(out, response.body.size());
  }
}

void AnswerHead::refreshDate() {
  const auto second = std::chrono::floor<std::chrono::seconds>(clock_.now());
  if (second == date_second_ && !date_line_.empty()) return;
  date_second_ = second;
  const std::time_t time = std::chrono::system_clock::to_time_t(second);
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[64];
  const auto size = std::strftime(text, sizeof text, "\r\nDate: %a, %d %b %Y %H:%M:%S GMT", &parts);
  date_line_.assign(text, size);
}

}  // namespace itops::http

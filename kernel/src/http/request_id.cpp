#include "http/request_id.hpp"

#include <algorithm>
#include <charconv>
#include <random>

namespace itops::http {
namespace {

constexpr std::size_t kRequestIdCharactersMax = 64;

void appendHex(std::string& text, std::uint64_t number) {
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof digits, number, 16).ptr;
  text.append(digits, end);
}

}  // namespace

RequestIdSource::RequestIdSource() {
  std::random_device random;
  appendHex(prefix_, (static_cast<std::uint64_t>(random()) << 16) ^ random());
  prefix_ += '-';
}

void RequestIdSource::next(std::string& id) {
  id = prefix_;
  appendHex(id, ++counter_);
}

bool RequestIdSource::acceptable(std::string_view id) {
  if (id.empty() || id.size() > kRequestIdCharactersMax) return false;
  return std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

}  // namespace itops::http

#include "bytes.hpp"

#include "itops/error.hpp"

namespace itops::sla {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::string_view kByteaPrefix = "\\x";

}  // namespace

std::string toHex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 0x0F]);
  }
  return text;
}

std::optional<std::string> fromHex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = kDigits.find(text[i]);
    const auto low = kDigits.find(text[i + 1]);
    if (high == kDigits.npos || low == kDigits.npos) return std::nullopt;
    bytes.push_back(static_cast<char>(high << 4 | low));
  }
  return bytes;
}

std::string toBytea(std::string_view bytes) {
  return std::string(kByteaPrefix) + toHex(bytes);
}

std::string fromBytea(std::string_view text) {
  std::optional<std::string> bytes;
  if (text.starts_with(kByteaPrefix)) bytes = fromHex(text.substr(kByteaPrefix.size()));
  if (bytes) return *std::move(bytes);
  throw Error(ErrorKind::kInternal, "bytea_damaged", "Stored bytes can't be read.");
}

}  // namespace itops::sla

#include "bytes.hpp"

#include "itops/error.hpp"

namespace itops::sla {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

unsigned valueOf(char digit) {
  const auto value = kDigits.find(digit);
  if (value != std::string_view::npos) return static_cast<unsigned>(value);
  throw Error(ErrorKind::kInternal, "bytea_damaged", "Stored bytes can't be read.");
}

}  // namespace

std::string toBytea(std::string_view bytes) {
  std::string text = "\\x";
  text.reserve(2 + 2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 0x0F]);
  }
  return text;
}

std::string fromBytea(std::string_view text) {
  if (!text.starts_with("\\x") || text.size() % 2 != 0) {
    throw Error(ErrorKind::kInternal, "bytea_damaged", "Stored bytes can't be read.");
  }
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 2; i < text.size(); i += 2) {
    bytes.push_back(static_cast<char>(valueOf(text[i]) << 4 | valueOf(text[i + 1])));
  }
  return bytes;
}

}  // namespace itops::sla

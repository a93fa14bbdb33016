#include "identity/name_key.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace itops::identity {
namespace {

constexpr std::size_t kNameCharactersMax = 128;
constexpr std::size_t kTextBytesMax = 4096;

bool isLetterOrDigit(utf8proc_int32_t code) {
  const auto category = utf8proc_category(code);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         category == UTF8PROC_CATEGORY_ND;
}

bool isAllowedInside(utf8proc_int32_t code) {
  const auto category = utf8proc_category(code);
  const bool mark = category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
  constexpr std::string_view kSigns = "._-@+ ";
  return isLetterOrDigit(code) || mark ||
         (code < 0x80 && kSigns.find(static_cast<char>(code)) != kSigns.npos);
}

}  // namespace

std::optional<std::string> foldedName(std::string_view text) {
  if (text.size() > kTextBytesMax) return std::nullopt;
  utf8proc_uint8_t* folded = nullptr;
  const auto length = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &folded,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                     UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
  if (length < 0) return std::nullopt;
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(folded, &std::free);
  const std::string_view key(reinterpret_cast<const char*>(folded),
                             static_cast<std::size_t>(length));
  const auto first = key.find_first_not_of(' ');
  if (first == key.npos || key.find('\0') != key.npos) return std::nullopt;
  return std::string(key.substr(first, key.find_last_not_of(' ') - first + 1));
}

bool isAccountName(std::string_view text) {
  std::size_t count = 0;
  for (const char* at = text.data(); at != text.data() + text.size(); ++count) {
    utf8proc_int32_t code = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(at),
                                         text.data() + text.size() - at, &code);
    if (length <= 0 || !(count == 0 ? isLetterOrDigit(code) : isAllowedInside(code))) return false;
    at += length;
  }
  return count >= 1 && count <= kNameCharactersMax && text.back() != ' ';
}

}  // namespace itops::identity

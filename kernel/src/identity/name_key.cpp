#include "identity/name_key.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "itops/text.hpp"

namespace itops::identity {
namespace {

constexpr std::size_t kNameCharactersMax = 128;
constexpr std::size_t kTextBytesMax = 4096;

bool isLetterOrDigit(utf8proc_int32_t code) {
  const auto category = utf8proc_category(code);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         category == UTF8PROC_CATEGORY_ND;
}

constexpr std::string_view kSigns = "._-@+ ";
constexpr std::string_view kDirectorySigns = "._-@+ '()!$~";

bool isAllowedInside(utf8proc_int32_t code, std::string_view signs) {
  const auto category = utf8proc_category(code);
  const bool mark = category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
  return isLetterOrDigit(code) || mark ||
         (code < 0x80 && signs.find(static_cast<char>(code)) != signs.npos);
}

/// Reads one character at the front of a text; its bytes, 0 or less when they are none.
utf8proc_ssize_t readOne(std::string_view text, utf8proc_int32_t& code) {
  return utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                          static_cast<utf8proc_ssize_t>(text.size()), &code);
}

bool isName(std::string_view text, std::string_view signs) {
  std::size_t count = 0;
  for (auto rest = text; !rest.empty(); ++count) {
    utf8proc_int32_t code = 0;
    const auto length = readOne(rest, code);
    const bool fits =
        length > 0 && (count == 0 ? isLetterOrDigit(code) : isAllowedInside(code, signs));
    if (!fits) return false;
    rest.remove_prefix(static_cast<std::size_t>(length));
  }
  return count >= 1 && count <= kNameCharactersMax && text.back() != ' ';
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
  return isName(text, kSigns);
}

bool isDirectoryName(std::string_view text) {
  return isName(text, kDirectorySigns);
}

bool isReservedName(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kReserved{
      "operator-key", "anonymous", "login", "directory-sync", "command line", "kernel", "system"};
  const auto key = foldedName(text);
  return key && std::find(kReserved.begin(), kReserved.end(), *key) != kReserved.end();
}

std::string readableText(std::string_view text, std::size_t bytes_max) {
  std::string kept;
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const auto length = readOne(text, code);
    const auto size = static_cast<std::size_t>(std::max<utf8proc_ssize_t>(length, 1));
    const bool readable = length > 0 && utf8proc_category(code) != UTF8PROC_CATEGORY_CC;
    if (readable && kept.size() + size > bytes_max) break;
    if (readable) kept += text.substr(0, size);
    text.remove_prefix(size);
  }
  return cleanedText(kept).value_or(kept);
}

}  // namespace itops::identity

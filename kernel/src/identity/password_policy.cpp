#include "identity/password_policy.hpp"

#include <utf8proc.h>

#include "identity/name_key.hpp"

namespace itops::identity {
namespace {

struct Census {
  int characters = 0;
  bool uppercase = false;
  bool digit = false;
  bool readable = true;
};

Census census(std::string_view text) {
  Census count;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t code = 0;
    const auto length = utf8proc_iterate(at, left, &code);
    if (length <= 0 || code == 0) return {.readable = false};
    const auto category = utf8proc_category(code);
    ++count.characters;
    count.uppercase = count.uppercase || category == UTF8PROC_CATEGORY_LU;
    count.digit = count.digit || category == UTF8PROC_CATEGORY_ND;
    at += length;
    left -= length;
  }
  return count;
}

std::string demand(const PasswordPolicy& policy) {
  std::string text = "at least " + std::to_string(policy.min_length) + " characters";
  if (policy.require_uppercase) text += ", an upper-case letter";
  if (policy.require_digit) text += ", a digit";
  return text;
}

}  // namespace

std::optional<std::string> refusalOf(const PasswordPolicy& policy, std::string_view password,
                                     std::string_view name) {
  const Census count = census(password);
  if (!count.readable || password.size() > PasswordPolicy::kBytesMax) {
    return "Expected a text of UTF-8 without NUL and at most " +
           std::to_string(PasswordPolicy::kBytesMax) + " bytes.";
  }
  const bool enough = count.characters >= policy.min_length &&
                      (count.uppercase || !policy.require_uppercase) &&
                      (count.digit || !policy.require_digit);
  if (!enough) return "Expected " + demand(policy) + ".";
  if (foldedName(password) == foldedName(name)) return "Expected another text than the name.";
  return std::nullopt;
}

}  // namespace itops::identity

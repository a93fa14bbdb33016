#include "http/page.hpp"

#include <sodium/utils.h>

namespace itops::http {

namespace json = boost::json;

std::string encodeCursor(std::string_view list, const PageCursor& cursor) {
  const std::string bytes = json::serialize(json::array{list, cursor.key, cursor.id});
  std::string text(
      sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(text.find('\0'));
  return text;
}

std::optional<PageCursor> decodeCursor(std::string_view list, const std::string& text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
    return std::nullopt;
  }
  json::error_code error;
  const json::value document = json::parse({bytes.data(), size}, error);
  if (error || !document.is_array() || document.as_array().size() != 3) return std::nullopt;
  const json::array& parts = document.as_array();
  if (!parts[0].is_string() || !parts[1].is_string() || !parts[2].is_int64()) return std::nullopt;
  if (std::string_view(parts[0].as_string()) != list) return std::nullopt;
  return PageCursor{std::string(std::string_view(parts[1].as_string())), parts[2].as_int64()};
}

std::string pageJson(json::array items, const std::optional<std::string>& next_cursor) {
  json::value cursor = nullptr;
  if (next_cursor) cursor = *next_cursor;
  return json::serialize(json::object{{"items", std::move(items)}, {"nextCursor", cursor}});
}

}  // namespace itops::http

#include "http/page.hpp"

namespace itops::http {

namespace json = boost::json;

std::string pageJson(json::array items, const std::optional<std::string>& next_cursor) {
  json::value cursor = nullptr;
  if (next_cursor) cursor = *next_cursor;
  return json::serialize(json::object{{"items", std::move(items)}, {"nextCursor", cursor}});
}

}  // namespace itops::http

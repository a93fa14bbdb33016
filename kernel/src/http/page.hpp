#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Lists that are shown page by page, by key and never by offset.
namespace itops::http {

inline constexpr int kPageLimitMax = 500;
inline constexpr int kPageLimitDefault = 100;

/// Where a page begins: behind the row with this sort key and id.
struct PageCursor {
  std::string key;  ///< text, number or RFC 3339 time, as the order asks for
  std::int64_t id = 0;
};

/// One page of a list; the cursor is empty on the last one.
template <class Item>
struct Page {
  std::vector<Item> items;
  std::optional<std::string> next_cursor;
};

/// The opaque text of a cursor; `list` names the list and order it belongs to. [any]
std::string encodeCursor(std::string_view list, const PageCursor& cursor);

/// What encodeCursor() was given; empty for the cursor of another list and for any other text.
/// [any]
std::optional<PageCursor> decodeCursor(std::string_view list, const std::string& text);

/// `{items, nextCursor}`; the cursor is null on the last page. [any]
std::string pageJson(boost::json::array items, const std::optional<std::string>& next_cursor);

}  // namespace itops::http

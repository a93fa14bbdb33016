#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>

namespace itops::http {

/// `{items, nextCursor}`; the cursor is null on the last page. [any]
std::string pageJson(boost::json::array items, const std::optional<std::string>& next_cursor);

}  // namespace itops::http

#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>

#include "itops/timestamp.hpp"

namespace itops {

/// JSON as the API writes it. Boost.JSON by itself writes 99.99 as `9.999E1`; here a fraction has
/// as many decimals as it needs, or exactly `decimals` of them (`99.9900` for 4). [any]
std::string jsonText(const boost::json::value& value, std::optional<int> decimals = std::nullopt);

/// An RFC 3339 text, a text; null when there is none. [any]
boost::json::value jsonOf(const std::optional<Timestamp>& time);
boost::json::value jsonOf(const std::optional<std::string>& text);

/// `{items, nextCursor}`; the cursor is null on the last page. [any]
std::string pageText(boost::json::array items, const std::optional<std::string>& next_cursor,
                     std::optional<int> decimals = std::nullopt);

}  // namespace itops

#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>

#include "arithmetic/uptime.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// JSON as our answers have it: fractions with exactly four decimals (`99.9900`), which
/// Boost.JSON by itself writes as `9.999E1`. [any]
std::string jsonText(const boost::json::value& value);

/// A percentage as a number for jsonText(); null when there is none. [any]
boost::json::value jsonOf(const std::optional<Percent>& percent);

/// An RFC 3339 text, a text; null when there is none. [any]
boost::json::value jsonOf(const std::optional<Timestamp>& time);
boost::json::value jsonOf(const std::optional<std::string>& text);

/// `{items, nextCursor}`; the cursor is null on the last page. [any]
std::string pageText(boost::json::array items, const std::optional<std::string>& next_cursor);

}  // namespace itops::sla

#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>

#include "arithmetic/uptime.hpp"
#include "itops/json/json_text.hpp"

namespace itops::sla {

using itops::jsonOf;

/// JSON as our answers have it: fractions with exactly four decimals (`99.9900`). [any]
std::string jsonText(const boost::json::value& value);

/// A percentage as a number for jsonText(); null when there is none. [any]
boost::json::value jsonOf(const std::optional<Percent>& percent);

/// `{items, nextCursor}` likewise; the cursor is null on the last page. [any]
std::string pageText(boost::json::array items, const std::optional<std::string>& next_cursor);

}  // namespace itops::sla

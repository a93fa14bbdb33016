#pragma once

#include <boost/json.hpp>
#include <string>

namespace itops::test {

namespace json = boost::json;

/// Where a value departs from a JSON schema, such as `.items[].status is 3`; empty when it doesn't.
/// Looked at are `type`, `enum`, `properties` and `items`, which is what our schemas are made of.
/// Stricter than JSON Schema: an object has every property, but those that we leave out by design,
/// and no other.
std::string mismatch(const json::value& value, const json::value& schema, const std::string& at);

}  // namespace itops::test

#pragma once

#include <string>
#include <vector>

#include "itops/router.hpp"

namespace itops::sla {

inline constexpr const char* kTimeSchema = R"({"type":"string","format":"date-time"})";

/// The parameters of a list that comes in pages: these, limit and cursor.
inline std::vector<QueryParameter> pageQuery(std::vector<QueryParameter> filters) {
  filters.push_back(
      {"limit", "Items per page", R"({"type":"integer","minimum":1,"maximum":500,"default":100})"});
  filters.push_back({"cursor", "nextCursor of the page before"});
  return filters;
}

/// JSON Schema of `{items, nextCursor}` with items of that schema.
inline std::string pageSchema(const std::string& item_schema) {
  return R"({"type":"object","required":["items","nextCursor"],"properties":{"items":{)"
         R"("type":"array","items":)" +
         item_schema + R"(},"nextCursor":{"type":["string","null"]}}})";
}

}  // namespace itops::sla

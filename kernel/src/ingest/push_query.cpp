#include "ingest/push_query.hpp"

namespace itops::ingest {

bool mayCreate(const Request& request, Warnings& warnings) {
  const std::string create = request.query("create").value_or("true");
  if (create == "false") return false;
  if (create != "true") {
    warnings.push_back({"field.ignored", "create",
                        "Expected true or false in the query; the default true was taken."});
  }
  return true;
}

}  // namespace itops::ingest

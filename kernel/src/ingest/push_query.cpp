#include "ingest/push_query.hpp"

#include "itops/error.hpp"
#include "itops/text.hpp"

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

void warnOfRepair(const Request& request, Warnings& warnings) {
  if (!request.bodyWasRepaired()) return;
  warnings.push_back({"field.coerced", "", kBodyRepairedMessage});
}

void requireWithinNode(const Request& request, const std::string& place) {
  const Principal& caller = request.principal();
  if (caller.covers(place)) return;
  throw Error(ErrorKind::kForbidden, "node_forbidden",
              "The key '" + caller.name + "' may only push below the node '" + caller.node_prefix +
                  "', not for '" + place + "'.");
}

}  // namespace itops::ingest

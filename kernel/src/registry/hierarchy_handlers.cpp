#include "registry/hierarchy_handlers.hpp"

#include "itops/error.hpp"
#include "registry/hierarchy.hpp"
#include "registry/hierarchy_repository.hpp"

namespace itops::registry {
namespace {

int depthFrom(const Request& request) {
  const auto text = request.query("depth");
  if (!text) return kHierarchyDepthMax;
  if (text->size() == 1 && text->front() >= '1' && text->front() <= '0' + kHierarchyDepthMax) {
    return text->front() - '0';
  }
  throw Error(ErrorKind::kInvalid, "query_invalid", "The query has a parameter that can't be used.",
              {}, {{"depth", "Expected a whole number from 1 to 4."}});
}

}  // namespace

Response HierarchyHandlers::get(const Request& request) {
  const int depth = depthFrom(request);
  const auto counts = countServicesByNode(database_);
  return {.body =
              boost::json::serialize(boost::json::object{{"items", hierarchyJson(counts, depth)}})};
}

}  // namespace itops::registry

#pragma once

#include <chrono>

#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"
#include "status_list.hpp"

namespace itops::gitops {

/// HTTP side of reading: the documented lists, the status file and histories. [request]
class QueryHandlers {
 public:
  /// All outlive this object. @param stale_after a server that was not heard of for so long is
  /// stale
  QueryHandlers(Database& database, const Clock& clock, std::chrono::milliseconds stale_after)
      : database_(database),
        clock_(clock),
        stale_after_(stale_after),
        reader_(database),
        list_(database) {}

  Response all(const Request& request);
  Response group(const Request& request);
  Response one(const Request& request);
  Response exportFile(const Request& request);
  Response history(const Request& request);

 private:
  struct View;

  View viewOf(const Request& request) const;
  Response listOf(const Request& request, const View& view);

  Database& database_;
  const Clock& clock_;
  const std::chrono::milliseconds stale_after_;
  ServerReader reader_;
  StatusList list_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerQueryRoutes(Router& router, const Access& access, QueryHandlers& handlers);

}  // namespace itops::gitops

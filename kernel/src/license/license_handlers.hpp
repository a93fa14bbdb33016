#pragma once

#include "itops/router.hpp"
#include "license/licenses.hpp"

namespace itops::license {

/// HTTP side of /api/v1/license. [request]
class LicenseHandlers {
 public:
  explicit LicenseHandlers(Licenses& licenses) : licenses_(licenses) {}

  Response show(const Request& request);
  Response activate(const Request& request);

 private:
  Response answer(const Verdict& verdict) const;

  Licenses& licenses_;
};

/// Registers the routes of `handlers`, which must live as long as the router. [main]
void registerLicenseRoutes(Router& router, LicenseHandlers& handlers);

}  // namespace itops::license

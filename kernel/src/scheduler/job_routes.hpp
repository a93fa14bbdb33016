#pragma once

#include "itops/router.hpp"
#include "scheduler/job_handlers.hpp"

namespace itops::scheduler {

/// Registers `GET /api/v1/jobs` and `POST /api/v1/jobs/{name}/run`. @param handlers outlives the
/// routes. [main]
void registerJobRoutes(Router& router, JobHandlers& handlers);

}  // namespace itops::scheduler

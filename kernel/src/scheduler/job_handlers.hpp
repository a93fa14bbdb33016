#pragma once

#include "itops/router.hpp"
#include "scheduler/job_scheduler.hpp"

namespace itops::scheduler {

/// HTTP side of /api/v1/jobs. [request]
class JobHandlers {
 public:
  /// @param scheduler outlives this object
  explicit JobHandlers(JobScheduler& scheduler) : scheduler_(scheduler) {}

  Response list(const Request& request);
  Response run(const Request& request);

 private:
  JobScheduler& scheduler_;
};

}  // namespace itops::scheduler

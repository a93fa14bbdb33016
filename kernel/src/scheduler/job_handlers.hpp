#pragma once

#include "itops/audit.hpp"
#include "itops/router.hpp"
#include "scheduler/job_scheduler.hpp"

namespace itops::scheduler {

/// HTTP side of /api/v1/jobs. [request]
class JobHandlers {
 public:
  /// @param scheduler, audit outlive this object
  JobHandlers(JobScheduler& scheduler, Audit& audit) : scheduler_(scheduler), audit_(audit) {}

  Response list(const Request& request);
  Response run(const Request& request);

 private:
  JobScheduler& scheduler_;
  Audit& audit_;
};

}  // namespace itops::scheduler

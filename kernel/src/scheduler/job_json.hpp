#pragma once

#include <string>
#include <vector>

#include "scheduler/job_scheduler.hpp"

namespace itops::scheduler {

/// The body of `GET /api/v1/jobs`. [any]
std::string jobsToJson(const std::vector<JobStatus>& jobs, const Leader& leader,
                       const std::string& replica);

/// The body of `POST /api/v1/jobs/{name}/run`. [any]
std::string runRequestToJson(const std::string& name, Timestamp requested_at);

/// JSON Schemas of both. [any]
std::string jobsSchema();
std::string runRequestSchema();

}  // namespace itops::scheduler

#include "scheduler/job_handlers.hpp"

#include "scheduler/job_json.hpp"

namespace itops::scheduler {

Response JobHandlers::list(const Request&) {
  return {.body = jobsToJson(scheduler_.statuses(), scheduler_.leader(), scheduler_.replica())};
}

Response JobHandlers::run(const Request& request) {
  const std::string name(request.parameter("name"));
  return {.status = 202, .body = runRequestToJson(name, scheduler_.runNow(name))};
}

}  // namespace itops::scheduler

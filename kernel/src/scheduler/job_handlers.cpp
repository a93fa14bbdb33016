#include "scheduler/job_handlers.hpp"

#include "scheduler/job_json.hpp"

namespace itops::scheduler {

Response JobHandlers::list(const Request&) {
  return {.body = jobsToJson(scheduler_.statuses(), scheduler_.leader(), scheduler_.replica())};
}

Response JobHandlers::run(const Request& request) {
  const std::string name(request.parameter("name"));
  const Timestamp requested = scheduler_.runNow(name, [&](Transaction& transaction) {
    audit_.record(transaction, request,
                  {.action = "job.run",
                   .object_type = "job",
                   .object_id = name,
                   .object_name = name,
                   .after = R"({"run":"requested"})"});
  });
  return {.status = 202, .body = runRequestToJson(name, requested)};
}

}  // namespace itops::scheduler

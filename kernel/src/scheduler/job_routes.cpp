#include "scheduler/job_routes.hpp"

#include "scheduler/job_json.hpp"

namespace itops::scheduler {

void registerJobRoutes(Router& router, JobHandlers& handlers) {
  router.add({.method = Method::kGet,
              .path = "/api/v1/jobs",
              .access = Access::permission("jobs.read"),
              .doc = {.summary = "List the jobs",
                      .description = "Every job by name with its schedule and newest run. A job of "
                                     "scope `cluster` runs on the leader alone; of one of scope "
                                     "`replica` this is the state in the answering process.",
                      .response_schema = jobsSchema()},
              .handler = [&handlers](const Request& request) { return handlers.list(request); }});
  router.add(
      {.method = Method::kPost,
       .path = "/api/v1/jobs/{name}/run",
       .access = Access::permission("jobs.run"),
       .doc = {.summary = "Run a job now",
               .description = "As soon as possible, after a run under way: on the leader for "
                              "scope `cluster`, in the answering process for scope "
                              "`replica`. Its schedule stays as it is.",
               .response_schema = runRequestSchema(),
               .statuses = {202}},
       .handler = [&handlers](const Request& request) { return handlers.run(request); }});
}

}  // namespace itops::scheduler

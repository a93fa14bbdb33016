#include "app/core_jobs.hpp"

#include <unistd.h>

#include <array>

#include "audit/audit_trail.hpp"
#include "ingest/ingest_repository.hpp"

namespace itops::app {
namespace {

using std::chrono::seconds;

/// Host and process: unique among replicas, and what operators look for.
std::string replicaName() {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  return std::string(host.data()) + ":" + std::to_string(getpid());
}

void addReplicaJobs(scheduler::JobScheduler& jobs, const config::Settings& settings,
                    const KernelWork& work) {
  jobs.add(kKernelOwner, {.name = "kernel.note_heartbeat",
                          .description = "Notes that this replica can take pushes.",
                          .schedule = everySetting(settings, "heartbeat.interval"),
                          .function = [work](JobRun&) { work.beat(); },
                          .scope = JobScope::kPerReplica,
                          .missed = MissedRuns::kSkip});
  jobs.add(kKernelOwner, {.name = "kernel.ask_plugins",
                          .description = "Asks this replica's plugins for their health.",
                          .schedule = everySetting(settings, "plugins.health_interval"),
                          .function = [work](JobRun&) { work.ask_plugins(); },
                          .scope = JobScope::kPerReplica,
                          .missed = MissedRuns::kSkip});
  jobs.add(kKernelOwner, {.name = kSwitchJob,
                          .description = "Applies what was switched on or off on any replica.",
                          .schedule = Schedule::every(seconds(15)),
                          .function = [work](JobRun&) { work.apply_switches(); },
                          .scope = JobScope::kPerReplica,
                          .missed = MissedRuns::kSkip});
}

void addClusterJobs(scheduler::JobScheduler& jobs, const config::Settings& settings,
                    const KernelWork& work) {
  jobs.add(kKernelOwner, {.name = "kernel.detect_silence",
                          .description = "Turns services UNKNOWN and DOWN whose pushes stay away.",
                          .schedule = everySetting(settings, "silence.interval"),
                          .function = [work](JobRun& run) {
                            work.beat();  // a gap must be on record before anything is judged
                            work.silence.run([&run](Transaction& own) { run.fence(own); });
                          }});
  jobs.add(kKernelOwner,
           {.name = "kernel.clean_audit",
            .description = "Deletes entries of the audit trail that are past their time.",
            .schedule = Schedule::every(std::chrono::hours(1)),
            .function = [work, keep = settings.duration("audit.keep")](JobRun&) {
              audit::cleanUpAudit(work.database, work.clock, keep);
            }});
  jobs.add(kKernelOwner,
           {.name = "kernel.delete_idempotency_keys",
            .description = "Deletes the answers of keyed pushes that are past their time.",
            .schedule = Schedule::every(std::chrono::hours(1)),
            .function = [work, keep = settings.duration("ingest.idempotency_keep")](JobRun&) {
              ingest::deleteIdempotencyKeys(work.database, work.clock.now() - keep);
            }});
}

}  // namespace

Schedule everySetting(const config::Settings& settings, const char* key) {
  return Schedule::every(std::chrono::ceil<seconds>(settings.duration(key)));
}

scheduler::SchedulerOptions schedulerOptions(const config::Settings& settings) {
  scheduler::SchedulerOptions options;
  options.time_zone = settings.text("timezone");
  options.replica = replicaName();
  options.drain_limit = settings.duration("server.drain_timeout");
  return options;
}

void addKernelJobs(scheduler::JobScheduler& jobs, const config::Settings& settings,
                   const KernelWork& work) {
  addReplicaJobs(jobs, settings, work);
  addClusterJobs(jobs, settings, work);
}

}  // namespace itops::app

#pragma once

#include <functional>
#include <string>

#include "config/settings.hpp"
#include "ingest/silence_job.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "scheduler/job_scheduler.hpp"

/// The kernel's own jobs. [main]
namespace itops::app {

scheduler::SchedulerOptions schedulerOptions(const config::Settings& settings);

/// What the kernel's jobs work on; all of it outlives the scheduler.
struct KernelWork {
  std::function<void()> beat;            ///< notes that the platform can take pushes
  std::function<void()> ask_plugins;     ///< notes how the plugins are
  std::function<void()> apply_switches;  ///< those of plugins, as stored
  ingest::SilenceJob& silence;
  Database& database;
  const Clock& clock;
};

/// Who the kernel's jobs and event consumers belong to.
inline constexpr const char* kKernelOwner = "kernel";

/// A schedule by the duration setting `key`, in whole seconds.
Schedule everySetting(const config::Settings& settings, const char* key);

/// Run also when a switch was stored.
inline constexpr const char* kSwitchJob = "kernel.apply_plugin_switches";

void addKernelJobs(scheduler::JobScheduler& jobs, const config::Settings& settings,
                   const KernelWork& work);

}  // namespace itops::app

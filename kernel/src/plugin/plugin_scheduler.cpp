#include "plugin/plugin_scheduler.hpp"

namespace itops::plugin {

void PluginScheduler::add(Job job) {
  if (job.function) {
    job.function = [guard = scope_.guard, name = job.name, function = std::move(job.function)](
                       JobRun& run) { guard->run(CallKind::kJob, name, [&] { function(run); }); };
  }
  add_(scope_.manifest.id, std::move(job));
}

}  // namespace itops::plugin

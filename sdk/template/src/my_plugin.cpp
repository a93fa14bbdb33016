#include <optional>

#include "itops/events/service_status_changed.hpp"
#include "itops/plugin.hpp"
#include "itops/scheduler.hpp"
#include "note_added.hpp"
#include "note_handlers.hpp"
#include "note_repository.hpp"
#include "note_routes.hpp"
#include "note_rules.hpp"

namespace my_plugin {
namespace {

using namespace itops;

constexpr const char* kNeeds[] = {Database::kInterfaceId.data(),
                                  Registry::kInterfaceId.data(),
                                  EventBus::kInterfaceId.data(),
                                  Scheduler::kInterfaceId.data(),
                                  Audit::kInterfaceId.data(),
                                  Metrics::kInterfaceId.data(),
                                  nullptr};
constexpr const char* kPathPrefixes[] = {"/api/v1/my_plugin", nullptr};
constexpr const char* kPermissions[] = {"my_plugin.read", "my_plugin.write", nullptr};
constexpr ConfigField kConfig[] = {
    {"keep", ConfigType::kDuration, "365d", "How long notes are kept.", 86'400, 315'360'000}, {}};

constexpr PluginInfo kInfo{.id = "my_plugin",
                           .name = "MyPlugin",
                           .version = "0.1.0",
                           .description = "Keeps notes of operators on services.",
                           .enabled_by_default = true,
                           .needs = kNeeds,
                           .path_prefixes = kPathPrefixes,
                           .permissions = kPermissions,
                           .config = kConfig};

class MyPlugin final : public Plugin {
 public:
  void start(Context& context) override {
    auto& database = context.need<Database>();
    auto& events = context.need<EventBus>();
    auto& clock = context.need<Clock>();
    auto& notes_total = context.need<Metrics>().counter("itops_my_plugin_notes_total",
                                                        "Notes that were written by people.");

    events.declare<NoteAdded>();
    events.subscribe<ServiceStatusChanged>("my_plugin.note_outage", noteOutage);
    addDeletion(context.need<Scheduler>(), database, clock,
                context.need<Config>().duration("keep"));
    handlers_.emplace(NoteHandlers::Parts{database, context.need<Registry>(), events,
                                          context.need<Audit>(), clock, notes_total});
    registerNoteRoutes(context.need<Router>(), *handlers_);
  }

 private:
  static void noteOutage(Transaction& transaction, const ServiceStatusChanged& event,
                         const Delivery&) {
    if (!isOutage(event)) return;
    insertNote(transaction, {Uuid::generate(), event.service_key, outageText(event), "my_plugin",
                             event.occurred_at});
  }

  static void addDeletion(Scheduler& scheduler, Database& database, Clock& clock,
                          std::chrono::milliseconds keep) {
    scheduler.add({.name = "my_plugin.delete_notes",
                   .description = "Deletes notes that are older than plugins.my_plugin.keep.",
                   .schedule = Schedule::dailyAt("03:15"),
                   .function = [&database, &clock, keep](JobRun& run) {
                     database.transact([&](Transaction& transaction) {
                       run.fence(transaction);
                       deleteNotesBefore(transaction, clock.now() - keep);
                     });
                   }});
  }

  std::optional<NoteHandlers> handlers_;
};

}  // namespace
}  // namespace my_plugin

ITOPS_PLUGIN(my_plugin::MyPlugin, my_plugin::kInfo);

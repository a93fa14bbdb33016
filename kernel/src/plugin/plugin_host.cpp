#include "plugin/plugin_host.hpp"

#include <algorithm>

#include "itops/error.hpp"

namespace itops::plugin {

PluginHost::PluginHost() = default;

PluginHost::~PluginHost() {
  stop();
}

std::vector<PluginManifest> PluginHost::manifests() const {
  std::vector<PluginManifest> manifests;
  for (const CatalogEntry& entry : catalog_.entries()) {
    manifests.push_back(entry.library.manifest);
  }
  return manifests;
}

PluginCheck PluginHost::check(const PluginSwitches& switches,
                              const std::set<std::string>& kernel_offers) {
  PluginCheck result = catalog_.check(switches, kernel_offers);
  for (const CatalogEntry& entry : catalog_.entries()) {
    records_.push_back(std::make_unique<PluginRecord>(entry));
  }
  return result;
}

void PluginHost::start(PluginRuntime runtime) {
  runtime_.emplace(std::move(runtime));
  gateDisabled();
  for (const std::string& id : catalog_.startOrder()) {
    PluginRecord& record = recordOf(id);
    startPlugin(record);
    if (record.state() != PluginState::kFailed || !runtime_->strict) continue;
    stop();
    throw Error(ErrorKind::kInternal, "plugin_start_failed", record.status().error);
  }
}

void PluginHost::stop() noexcept {
  while (!running_.empty()) {
    PluginRecord& record = *running_.back();
    running_.pop_back();
    record.setState(PluginState::kStopped);
    retire(record, true);
  }
}

void PluginHost::applySwitches(const StoredSwitches& switches) {
  for (const auto& record : records_) {
    const std::string& id = record->manifest().id;
    const auto stored = switches.find(id);
    const auto change = stored == switches.end() ? std::nullopt : std::optional(stored->second);
    if (!record->applySwitch(change) || record->state() == PluginState::kDisabled) continue;
    gate(*record, !record->isSwitchedOn());
    runtime_->logger.info(
        record->isSwitchedOn() ? "A plugin was switched on." : "A plugin was switched off.",
        {{"plugin", id}, {"by", change ? change->switched_by : ""}});
  }
}

bool PluginHost::isEnabled(std::string_view owner) const {
  const PluginRecord* record = find(owner);
  return record == nullptr || (record->isSwitchedOn() && record->state() == PluginState::kRunning);
}

std::vector<PluginStanding> PluginHost::standings() const {
  std::vector<PluginStanding> standings;
  for (const auto& record : records_) standings.push_back(record->standing());
  return standings;
}

std::vector<PluginStatus> PluginHost::statuses() const {
  std::vector<PluginStatus> statuses;
  for (const auto& record : records_) statuses.push_back(record->status());
  return statuses;
}

PluginStatus PluginHost::status(std::string_view id) const {
  if (const PluginRecord* record = find(id)) return record->status();
  throw Error(ErrorKind::kNotFound, "plugin_not_found",
              "There is no plugin " + std::string(id) + "; GET /api/v1/plugins lists them.");
}

std::vector<PluginReadiness> PluginHost::ready() const {
  std::vector<PluginReadiness> ready;
  for (const auto& record : records_) {
    PluginStatus status = record->status();
    if (status.state == PluginState::kDisabled) continue;
    if (status.health.ready && status.health.detail.empty()) {
      status.health.detail = complaintOf(status);
    }
    ready.push_back({std::move(status.manifest.id), std::move(status.health)});
  }
  return ready;
}

PluginRecord& PluginHost::recordOf(const std::string& id) const {
  return *find(id);
}

PluginRecord* PluginHost::find(std::string_view id) const {
  const auto record = std::find_if(records_.begin(), records_.end(),
                                   [&](const auto& known) { return known->manifest().id == id; });
  return record == records_.end() ? nullptr : record->get();
}

void PluginHost::gateDisabled() const {
  for (const auto& record : records_) {
    if (record->state() == PluginState::kDisabled) gate(*record, true);
  }
}

void PluginHost::gate(const PluginRecord& record, bool closed) const {
  const auto& change = closed ? runtime_->gate_prefix : runtime_->ungate_prefix;
  for (const std::string& prefix : record.manifest().path_prefixes) {
    change(prefix, record.manifest().id);
  }
}

void PluginHost::startPlugin(PluginRecord& record) {
  const PluginManifest& manifest = record.manifest();
  if (const std::string reason = failedNeed(manifest); !reason.empty()) {
    return fail(record, reason, "");
  }
  auto guard = std::make_shared<CallGuard>(manifest.id, runtime_->metrics, runtime_->handlers_max);
  record.open(guard,
              std::make_unique<PluginInstance>(record.library(), PluginScope{manifest, guard},
                                               runtime_->interfaces, offered_),
              runtime_->logger, runtime_->health_limit);
  try {
    record.instance().start();
  } catch (const Error& error) {
    fail(record, error.what(), error.logDetail());
    return retire(record, false);
  }
  publishOffers(record);
  running_.push_back(&record);
  record.setState(PluginState::kRunning);
  runtime_->logger.info("A plugin was started.",
                        {{"plugin", manifest.id}, {"version", manifest.version}});
}

void PluginHost::publishOffers(PluginRecord& record) {
  for (const auto& [id, service] : record.instance().provided()) {
    offered_[id] = {service, record.manifest().id};
  }
}

void PluginHost::fail(PluginRecord& record, const std::string& reason, const std::string& detail) {
  record.setState(PluginState::kFailed, reason);
  runtime_->logger.error(
      "A plugin can't be started and stays off.",
      {{"plugin", record.manifest().id}, {"reason", reason}, {"detail", detail}});
}

void PluginHost::retire(PluginRecord& record, bool started) noexcept {
  const std::string& id = record.manifest().id;
  runtime_->remove_registrations(id);
  if (!drain(record)) return;
  std::erase_if(offered_, [&](const auto& offered) { return offered.second.owner == id; });
  if (started) record.instance().stop();
  record.destroyInstance();
}

bool PluginHost::drain(PluginRecord& record) noexcept {
  if (record.guard().drain(runtime_->drain_limit)) return true;
  runtime_->logger.error(
      "Calls into a plugin did not end within the drain limit; it is left as it is.",
      {{"plugin", record.manifest().id},
       {"callsInside", std::to_string(record.guard().inFlightCount())},
       {"limitMs", std::to_string(runtime_->drain_limit.count())}});
  return false;
}

std::string PluginHost::failedNeed(const PluginManifest& manifest) const {
  for (const auto& offerer : records_) {
    if (offerer->state() != PluginState::kFailed) continue;
    for (const std::string& id : offerer->manifest().offers) {
      const auto& needs = manifest.needs;
      if (std::find(needs.begin(), needs.end(), id) == needs.end()) continue;
      return "Plugin " + manifest.id + " was not started: it needs " + id + " of plugin " +
             offerer->manifest().id + ", which failed.";
    }
  }
  return {};
}

}  // namespace itops::plugin

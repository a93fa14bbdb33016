#include "operators/sync_transaction.hpp"

#include <algorithm>
#include <functional>

#include "ingest/sink_writer.hpp"
#include "operators/declaration_fingerprint.hpp"
#include "operators/declaration_repository.hpp"
#include "operators/group_sync.hpp"
#include "operators/operator_node_repository.hpp"
#include "operators/touch_repository.hpp"
#include "registry/status_history.hpp"

namespace itops::operators {

SyncTransaction::SyncTransaction(const SyncReport& sync, bool whole_declarations,
                                 const Surroundings& surroundings)
    : sync_(sync),
      whole_(whole_declarations),
      around_(surroundings),
      sighting_{sync.observed.at, sync.received_at, sync.observed.too_old, false},
      outcomes_(sync.services.size()),
      ids_(sync.services.size()) {
  fingerprints_.reserve(sync.services.size());
  for (const ServiceReport& one : sync.services) fingerprints_.push_back(fingerprintOf(one));
}

void SyncTransaction::run(Transaction& transaction) {
  const OperatorNode node =
      noteHeartbeat(transaction, sync_.node_path, sync_.operator_version, sync_.received_at);
  // What an agent that was cut off sends later is history, whatever its services heard since.
  sighting_.history_only =
      !whole_ && node.newest_observed_at && sync_.observed.at < *node.newest_observed_at;
  touchKnown(transaction);
  if (!full_.empty()) writeFully(transaction);
  const bool news = !sighting_.history_only && !sighting_.too_old;
  if (news) writeGroups(transaction, node.node_id);
  if (!whole_ && !sighting_.too_old) {
    noteSync(transaction, node.node_id, sync_.observed.at, sync_.received_at);
  }
  registry::recordStatusEvents(transaction, around_.bus, events_, sync_.received_at);
  ingest::writeToSinks(transaction, around_.sinks, observations_, around_.logger);
}

bool SyncTransaction::isTouchable(std::size_t index, const KnownService& known) const {
  return !whole_ && !sighting_.history_only && !sighting_.too_old &&
         sighting_.received_at - sighting_.observed_at <= kAgentNewsMax &&
         report(index).status == known.status && fingerprints_[index] == known.fingerprint;
}

void SyncTransaction::touchKnown(Transaction& transaction) {
  struct Candidate {
    std::size_t index;
    KnownService known;
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < sync_.services.size(); ++i) {
    const auto known = around_.cache.find(pathOf(i));
    if (known && isTouchable(i, *known)) {
      candidates.push_back({i, *known});
    } else {
      full_.push_back(i);
    }
  }
  if (candidates.empty()) return;
  std::sort(candidates.begin(), candidates.end(),
            [](const auto& a, const auto& b) { return a.known.id < b.known.id; });
  std::vector<AgentTouch> touches;
  touches.reserve(candidates.size());
  for (const Candidate& one : candidates) {
    touches.push_back({one.known.id, one.known.revision, report(one.index).message});
  }
  const auto written =
      touchAgentServices(transaction, touches, sighting_.observed_at, sighting_.received_at);
  for (const Candidate& one : candidates) {
    if (written.contains(one.known.id)) {
      noteTouched(one.index, one.known);
    } else {
      full_.push_back(one.index);
    }
  }
}

void SyncTransaction::noteTouched(std::size_t index, const KnownService& known) {
  ids_[index] = known.id;
  outcomes_[index] = {known.uuid, known.status, false};
  observations_.push_back({.service_id = known.id,
                           .status = known.status,
                           .reporter = Reporter::kAgent,
                           .observed_at = sighting_.observed_at,
                           .received_at = sighting_.received_at,
                           .hold = kAgentHold});
}

void SyncTransaction::writeFully(Transaction& transaction) {
  registry::ServiceWriter writer(transaction);
  createMissing(writer);
  std::vector<std::string> paths;
  for (const std::size_t index : full_) paths.push_back(pathOf(index));
  for (auto& record : writer.lockByPath(paths)) {
    const auto made = new_uuids_.find(record.path);
    Service& service = services_[record.path];
    service.created = made != new_uuids_.end() && made->second == record.uuid;
    service.record = std::move(record);
  }
  const auto tiers = tiersOfGroups(transaction);
  for (const std::size_t index : full_) judge(index, tiers);
  save(transaction, writer);
}

void SyncTransaction::createMissing(registry::ServiceWriter& writer) {
  std::map<std::string, std::size_t> missing;
  std::vector<std::string> paths;
  for (const std::size_t index : full_) {
    missing.emplace(pathOf(index), index);
    paths.push_back(pathOf(index));
  }
  for (const std::string& path : writer.existingAmong(paths)) missing.erase(path);
  std::vector<registry::NewService> services;
  for (const auto& [path, index] : missing) {
    const ingest::ServicePath& parts = report(index).declared.path;
    const Uuid uuid = new_uuids_[path] = Uuid::generate();
    services.push_back({uuid, path, parts.nodePath(), parts.service,
                        registry::defaultDisplayName(parts.service), "agent", sync_.received_at});
  }
  writer.ensure(std::move(services));
}

/// Tiers by group: of this sync, and for the others as they are known.
std::map<std::string, std::string> SyncTransaction::tiersOfGroups(Transaction& transaction) const {
  std::map<std::string, std::string> own;
  for (const GroupReport& group : sync_.groups) {
    if (group.tier) own.emplace(group.name, *group.tier);
  }
  std::set<std::string> asked;
  for (const std::size_t index : full_) {
    const auto& declared = report(index).declared;
    if (declared.sla_group && !declared.criticality) asked.insert(*declared.sla_group);
  }
  auto tiers = tiersOf(transaction, asked);  // what is known comes first, as it is the earliest
  tiers.merge(own);
  return tiers;
}

void SyncTransaction::judge(std::size_t index, const std::map<std::string, std::string>& tiers) {
  const ServiceReport& one = report(index);
  Service& service = services_.at(pathOf(index));
  if (!sighting_.history_only && !sighting_.too_old) {
    std::optional<std::string> tier;
    const auto found = tiers.find(one.declared.sla_group.value_or(""));
    if (found != tiers.end()) tier = found->second;
    const auto before = service.record.fields;
    applyDeclaration(service.record.fields, one.declared, whole_, tier);
    service.fields_changed = before != service.record.fields;
    if (service.fields_changed) ++service.record.state.revision;
  }
  auto effect = applyAgentReport(service.record, one, sighting_, service.created, around_.silence);
  service.revived = effect.revived;
  service.fields_changed |= effect.revived;
  if (effect.event) events_.push_back(std::move(*effect.event));
  if (effect.observation) observations_.push_back(*effect.observation);
  ids_[index] = service.record.id;
  outcomes_[index] = {service.record.uuid, service.record.state.status, service.created};
}

void SyncTransaction::save(Transaction& transaction, registry::ServiceWriter& writer) {
  std::vector<const registry::ServiceRecord*> all, changed, revived;
  for (const auto& [path, service] : services_) {
    all.push_back(&service.record);
    if (service.fields_changed) changed.push_back(&service.record);
    if (service.revived) revived.push_back(&service.record);
  }
  writer.saveFields(changed);
  writer.saveStates(all);
  writer.saveRevivals(revived, sync_.received_at);
  if (sighting_.history_only || sighting_.too_old) return;
  std::vector<StoredDeclaration> declarations;
  for (const std::size_t index : full_) {
    const ServiceReport& one = report(index);
    declarations.push_back({ids_[index], &one.declared, one.replicas, one.ready_replicas});
  }
  saveDeclarations(transaction, declarations, whole_, sync_.received_at);
}

// What a node no longer says is pruned only where it said something of that kind, so that an agent
// with an empty configuration takes nobody out of a group.
void SyncTransaction::writeGroups(Transaction& transaction, std::int32_t node_id) {
  GroupSync groups(transaction, node_id, sync_.node_path, sync_.observed.at);
  if (!sync_.groups.empty()) groups.setGroups(sync_.groups);
  std::set<GroupSync::Membership> memberships;
  for (std::size_t i = 0; i < sync_.services.size(); ++i) {
    const auto& group = report(i).declared.sla_group;
    if (group && ids_[i] != 0) memberships.emplace(ids_[i], *group);
  }
  if (whole_) {
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      groups.setMembership(ids_[i], report(i).declared.sla_group.value_or(""));
    }
  } else if (!memberships.empty()) {
    groups.setMemberships(memberships);
  }
  groups.archiveAbandoned();
}

void SyncTransaction::publish() const {
  for (std::size_t i = 0; i < sync_.services.size(); ++i) {
    const auto found = services_.find(pathOf(i));
    if (found == services_.end() || whole_) continue;
    const auto& record = found->second.record;
    around_.cache.put(pathOf(i), {record.id, record.state.revision, record.uuid, fingerprints_[i],
                                  record.state.status});
  }
}

}  // namespace itops::operators

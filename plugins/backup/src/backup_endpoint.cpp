#include "backup_endpoint.hpp"

#include <algorithm>

#include "backup_json.hpp"
#include "backup_schema.hpp"

namespace itops::backup {
namespace {

/// A batch may be written again, and a warning is told once.
void warnOnce(PushItem& item, PushWarning warning) {
  auto& warnings = item.warnings;
  if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) {
    warnings.push_back(std::move(warning));
  }
}

void warnOfNobody(PushItem& item) {
  const bool group = item.address.kind == PushAddress::Kind::kSlaGroup;
  const std::string whom =
      group ? "SLA group '" + item.address.sla_group + "'"
            : "namespace '" + item.address.name_space + "'" +
                  (item.address.node_path.empty() ? "" : " of " + item.address.node_path);
  warnOnce(item, {"backup.no_members", group ? "slaGroup" : "namespace",
                  "No service in the " + whom +
                      " has backup.expected = true; nothing was stored. Declare it in the "
                      "services' ConfigMaps or by PATCH /api/v1/backup/{id}."});
}

void warnOfManyNodes(PushItem& item, const std::vector<Member>& members) {
  std::set<std::int32_t> nodes;
  for (const Member& member : members) nodes.insert(member.node_key);
  if (nodes.size() < 2) return;
  warnOnce(item, {"backup.namespace_ambiguous", "namespace",
                  "The namespace '" + item.address.name_space + "' has services in " +
                      std::to_string(nodes.size()) +
                      " nodes, and all of them were reached; send nodeId with it to mean one."});
}

std::vector<std::int32_t> keysOf(const std::vector<Member>& members) {
  std::vector<std::int32_t> keys;
  keys.reserve(members.size());
  for (const Member& member : members) keys.push_back(member.service_key);
  return keys;
}

/// The services of a push that is to be stored.
std::vector<std::int32_t> keysReachedBy(AttemptRepository& repository, PushItem& item) {
  const PushAddress& address = item.address;
  if (address.kind == PushAddress::Kind::kService) return {item.service.id};
  if (item.too_old) return {};
  const bool group = address.kind == PushAddress::Kind::kSlaGroup;
  const auto members = group
                           ? repository.expectingOfGroup(address.sla_group)
                           : repository.expectingOfNamespace(address.name_space, address.node_path);
  if (members.empty()) warnOfNobody(item);
  if (!group) warnOfManyNodes(item, members);
  return keysOf(members);
}

Attempt attemptOf(PushItem& item) {
  Attempt attempt = static_cast<const BackupReport&>(item.report).attempt;
  attempt.observed_at = item.observed_at;
  if (attempt.verified_at && *attempt.verified_at > item.received_at) {
    attempt.verified_at = item.received_at;
    warnOnce(item, {"field.coerced", "verifiedAt",
                    "The time is ahead of the server's clock; the time of receipt was stored."});
  }
  return attempt;
}

/// Sizes are compared with those before them, which are in the database by now.
void judgeSizes(AttemptRepository& repository, BackupsByKey& backups,
                const std::set<std::int32_t>& succeeded) {
  std::map<std::int32_t, Timestamp> instants;
  for (const auto key : succeeded) {
    const BackupState& state = backups.at(key).state;
    if (state.size_bytes) instants.emplace(key, *state.last_success_at);
  }
  for (const auto& [key, sizes] : repository.sizesBefore(instants)) {
    BackupState& state = backups.at(key).state;
    state.size_anomaly = sizeAnomalyOf(*state.size_bytes, sizes);
  }
}

}  // namespace

void BackupEndpoint::write(Transaction& transaction, std::span<PushItem> items) {
  AttemptRepository attempts(transaction);
  const auto reaches = reachOf(attempts, items);
  std::set<std::int32_t> keys;
  for (const Reach& reach : reaches) keys.insert(reach.keys.begin(), reach.keys.end());
  BackupRepository repository(transaction);
  auto backups = repository.lock(keys);

  std::vector<NewAttempt> rows;
  std::vector<const Backup*> changed;
  for (const Reach& reach : reaches) {
    if (reach.item.too_old) continue;
    for (const auto key : reach.keys) {
      rows.push_back({key, &reach.attempt, reach.item.address.kind, reach.item.received_at});
      changed.push_back(&backups.at(key));
    }
  }
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  attempts.insert(rows);
  const auto succeeded = applyAll(backups, reaches);
  judgeSizes(attempts, backups, succeeded);
  endAlarms(transaction, backups, succeeded, items.back().received_at);
  repository.saveStates(changed);
  for (const Reach& reach : reaches) answer(reach, backups);
}

std::vector<BackupEndpoint::Reach> BackupEndpoint::reachOf(AttemptRepository& repository,
                                                           std::span<PushItem> items) const {
  std::vector<Reach> reaches;
  for (PushItem& item : items) {
    reaches.push_back({item, attemptOf(item), keysReachedBy(repository, item)});
  }
  return reaches;
}

std::set<std::int32_t> BackupEndpoint::applyAll(BackupsByKey& backups,
                                                const std::vector<Reach>& reaches) const {
  std::set<std::int32_t> succeeded;
  for (const Reach& reach : reaches) {
    if (reach.item.too_old) continue;
    for (const auto key : reach.keys) {
      if (apply(backups.at(key).state, reach.attempt, rules_)) succeeded.insert(key);
    }
  }
  return succeeded;
}

void BackupEndpoint::endAlarms(Transaction& transaction, BackupsByKey& backups,
                               const std::set<std::int32_t>& succeeded, Timestamp now) {
  std::vector<BackupRecovered> ended;
  for (const auto key : succeeded) {
    if (auto event = alarms_.endBySuccess(backups.at(key), now)) ended.push_back(*event);
  }
  alarms_.tell(transaction, ended);
}

void BackupEndpoint::answer(const Reach& reach, const BackupsByKey& backups) const {
  std::vector<const Backup*> reached;
  for (const auto key : reach.keys) reached.push_back(&backups.at(key));
  const bool one = reach.item.address.kind == PushAddress::Kind::kService;
  reach.item.answer_members = one ? answerOfOne(*reached.front(), rules_, reach.item.received_at)
                                  : answerOfMany(reached, rules_, reach.item.received_at);
}

PushRoute backupRoute() {
  return {.path = "/api/v1/backup/report",
          .summary = "Report a backup",
          .description =
              "Of one service, or of all members of `slaGroup` or services of "
              "`namespace` whose backups are expected; `nodeId` narrows a namespace. "
              "Any tool can send it when a backup ends.",
          .request_properties = kReportMembers,
          .response_properties = answerMembers(),
          .example = R"({"path":"myorg/platform/prod/cluster1/postgresql","status":"success",)"
                     R"("sizeBytes":5242880,"message":"pg_dump completed"})",
          .addresses_groups = true};
}

}  // namespace itops::backup

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/status.hpp"
#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops::registry {

/// Who last set a descriptive field. What Git declares (agent) wins over what a person set, and
/// that over pushes; a field that nobody set has its default.
enum class FieldOwner { kNobody, kPush, kPerson, kAgent };

/// `push`, `person`, `agent`; `default` for nobody.
std::string_view fieldOwnerName(FieldOwner owner);
/// The owner of that name; nobody for any other text.
FieldOwner parseFieldOwner(std::string_view name);

/// Name under which the owner of a single appended tag is kept, such as `tags.storage`: whoever
/// sets all tags leaves that one.
std::string addedTagField(std::string_view tag);

/// Field name as the API writes it -> owner. Fields with their default are absent.
using FieldOwners = std::map<std::string, FieldOwner, std::less<>>;

/// What describes a service; changes rarely.
struct ServiceFields {
  std::string display_name;
  std::string description;
  std::string type = "service";
  std::string team;
  std::string criticality = "medium";
  std::optional<std::string> name_space;
  std::vector<std::string> tags;
  std::optional<std::chrono::seconds> unknown_after;  ///< empty: the global setting
  std::optional<std::chrono::seconds> down_after;
  FieldOwners owners;

  bool operator==(const ServiceFields&) const = default;

  FieldOwner ownerOf(std::string_view field) const;
  /// True when `writer` may set the field: it ranks at least as high as the present owner.
  bool maySet(std::string_view field, FieldOwner writer) const;
};

/// What changes with each push.
struct ServiceState {
  Status status = Status::kUnknown;
  Timestamp status_since;
  std::string message;
  std::optional<Timestamp> last_seen_at;      ///< receipt of the newest push
  std::optional<Timestamp> last_observed_at;  ///< newest observation
  std::optional<Timestamp> silence_from;      ///< newest live health push; silence counts from here
  std::int32_t revision = 1;                  ///< grows with every change but message and times
};

/// One service as the writers of the registry see it, read under its row lock.
struct ServiceRecord {
  std::int32_t id = 0;
  Uuid uuid;
  std::string path;
  ServiceFields fields;
  ServiceState state;
  std::optional<std::string> push_group;  ///< SLA group that the service is in because of a push
  std::optional<Timestamp> archived_at;
};

/// One change of status, a row of kernel.service_status_events.
struct StatusEvent {
  std::int32_t service_id = 0;
  Status status = Status::kUnknown;
  std::optional<Status> previous;  ///< empty for the event of creation
  Timestamp occurred_at;
  std::string cause;  ///< created, push, agent or silence
  std::string message;
  Uuid service_uuid;
  std::string path;
};

/// 1 for critical, 2 high, 3 medium, 4 low: the order of lists.
int criticalityRank(std::string_view criticality);

/// `galera-node1` -> `Galera Node1`: the name shown while nobody gave a better one.
std::string defaultDisplayName(std::string_view service_name);

}  // namespace itops::registry

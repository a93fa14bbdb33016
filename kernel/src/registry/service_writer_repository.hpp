#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "itops/database.hpp"
#include "registry/service_record.hpp"

namespace itops::registry {

/// A service to be made when nobody has it yet.
struct NewService {
  Uuid uuid;
  std::string path;
  std::string node_path;
  std::string name;
  std::string display_name;
  std::string source;  ///< agent or external
  Timestamp created_at;
};

/// The one way in which services are created and changed: pushes, silence, people and agents all
/// come through here, inside their own transaction. Every function takes a whole batch, sorts by
/// key and sends one statement, so that writers on several replicas take locks in one order.
class ServiceWriter {
 public:
  explicit ServiceWriter(Transaction& transaction) : transaction_(transaction) {}

  /// Paths of `paths` that exist and are not archived.
  std::vector<std::string> liveAmong(std::span<const std::string> paths);

  /// Paths of `paths` that exist, archived ones too. Locks nothing.
  std::vector<std::string> existingAmong(std::span<const std::string> paths);

  /// Makes the nodes and the services that are missing; others stay as they are. A service of
  /// ours can be told by its uuid afterwards.
  void ensure(std::vector<NewService> services);

  /// Locks the services at these paths against other writers, in the order of their ids.
  void lockOnly(std::span<const std::string> paths);
  /// Locks the services at these paths against other writers and reads them, ordered by id.
  std::vector<ServiceRecord> lockByPath(std::span<const std::string> paths);
  /// The same by id of the API; archived ones too.
  std::vector<ServiceRecord> lockByUuid(std::span<const Uuid> uuids);
  /// The same by internal id.
  std::vector<ServiceRecord> lockById(std::span<const std::int32_t> ids);

  /// Writes fields and archive mark.
  void saveFields(std::span<const ServiceRecord* const> records);
  /// Writes status, message, times and revision.
  void saveStates(std::span<const ServiceRecord* const> records);
  /// Closes the archived interval of services that came back.
  void saveRevivals(std::span<const ServiceRecord* const> records, Timestamp revived_at);
  /// Opens an archived interval.
  void saveArchival(const ServiceRecord& record);
  /// Appends to the history of status.
  void appendEvents(std::span<const StatusEvent> events, Timestamp recorded_at);

 private:
  std::vector<std::string> pathsOf(const Statement& statement, std::span<const std::string> paths);
  std::vector<ServiceRecord> load(const Value& ids);

  Transaction& transaction_;
};

}  // namespace itops::registry

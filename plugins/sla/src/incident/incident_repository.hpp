#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "incident/incident.hpp"
#include "incident/incident_book.hpp"
#include "incident/incident_rules.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// A service went down.
struct Outage {
  std::int32_t service_id = 0;
  Timestamp occurred_at{};
};

/// A service that is DOWN without an open incident.
struct UnattendedService {
  IncidentService service = {};
  std::string message = {};
  /// When it went down, or when its last incident was closed if that was later.
  Timestamp down_since{};
  std::vector<Interval> excluded = {};  ///< since then, archived time too
};

/// Writes incidents, inside one transaction.
class IncidentRepository {
 public:
  /// @param transaction outlives this object
  explicit IncidentRepository(Transaction& transaction) : transaction_(transaction) {}

  /// The open incidents of services, locked.
  std::vector<UnderWay> lockOpen(std::span<const std::int32_t> service_ids);

  /// Open incidents that recovered at an instant or before or whose service was archived, locked;
  /// at most 500, and without those that somebody else has locked.
  std::vector<UnderWay> lockClosable(Timestamp recovered_until);

  /// What each of the outages may open an incident with, in the same order; one of a service that
  /// is not there counts as excluded. Asks nothing for none.
  std::vector<OutageCircumstances> circumstancesOf(std::span<const Outage> outages);

  /// Stores new incidents, open or closed again, and returns how many: those whose service has an
  /// open one already are not stored.
  std::size_t insert(std::span<const Incident> incidents);

  /// Queued: stores what happened to incidents, that is their recovery, flaps and closing.
  void save(std::span<const Incident> incidents);

  /// How many incidents are open.
  std::int64_t countOpen();

  /// Services that are DOWN without an open incident and not archived.
  std::vector<UnattendedService> unattended(Timestamp now);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "incident/incident.hpp"
#include "incident/incident_summary.hpp"
#include "itops/database.hpp"
#include "itops/query.hpp"

namespace itops::sla {

/// Which incidents a list shows, newest first.
struct IncidentFilter {
  static constexpr std::string_view kList = "incidents";

  std::optional<std::string> path;   ///< of the service, or of a node with all below it
  std::optional<std::string> group;  ///< of which the service was a member when it went down
  std::optional<bool> open;
  std::optional<Timestamp> from;  ///< incidents that have a part in [from, to)
  std::optional<Timestamp> to;
  int limit = 100;
  std::optional<PageCursor> cursor;
};

struct IncidentPage {
  std::vector<Incident> items;
  std::optional<std::string> next_cursor;
};

/// What a summary is of; both times must be there.
struct SummaryScope {
  std::optional<std::string> path;
  std::optional<std::string> group;
  Timestamp from{};
  Timestamp to{};
};

/// Reads incidents, inside one transaction.
class IncidentQueryRepository {
 public:
  /// @param transaction outlives this object
  explicit IncidentQueryRepository(Transaction& transaction) : transaction_(transaction) {}

  IncidentPage list(const IncidentFilter& filter);

  /// The incident with that id, locked; empty when there is none.
  std::optional<Incident> lock(const Uuid& uuid);
  /// The same without a lock.
  std::optional<Incident> find(const Uuid& uuid);

  /// What was written to an incident, oldest first, at most 500.
  std::vector<IncidentComment> commentsOf(const Incident& incident);

  void saveAcknowledgement(const Incident& incident);
  void addComment(const Incident& incident, const IncidentComment& comment);

  /// All incidents of a scope that have a part in its time, without excluded ones.
  std::vector<OutageSpan> outagesIn(const SummaryScope& scope);

  /// How long the services of a scope were there in its time, all together: since they were made,
  /// while they were not archived, and while they were members of the group.
  std::chrono::milliseconds operatingTime(const SummaryScope& scope);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla

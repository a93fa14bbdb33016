#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "exclusion/correction.hpp"
#include "itops/database.hpp"
#include "itops/query.hpp"

namespace itops::sla {

/// Which corrections a list shows, newest first.
struct CorrectionFilter {
  static constexpr std::string_view kList = "corrections";

  std::optional<std::string> kind;
  std::optional<std::string> path;  ///< what concerns it or what lies below
  std::optional<Timestamp> from;    ///< of the time that was changed, like `to`
  std::optional<Timestamp> to;
  int limit = 100;
  std::optional<PageCursor> cursor;
};

struct CorrectionPage {
  std::vector<Correction> items;
  std::optional<std::string> next_cursor;
};

/// Writes corrections, and what is to be counted again because of them.
class CorrectionRepository {
 public:
  /// @param transaction outlives this object
  explicit CorrectionRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Waits for the aggregator to finish its window and keeps it from the next one until the
  /// transaction ends, so that no window is counted without what this transaction changes.
  void holdAggregation();

  /// Appends a correction; its ids are made by the database.
  void insert(const Correction& correction);

  /// Has the aggregator count the windows of a scope again, as far as it has handled them.
  /// Membership in a group is as it was then.
  void recount(const ExclusionScope& scope, const TimeSpan& time);
  /// The same for one service.
  void recount(std::int32_t service_id, const TimeSpan& time);

  CorrectionPage list(const CorrectionFilter& filter);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exclusion/exclusion_window.hpp"
#include "itops/database.hpp"
#include "itops/query.hpp"

namespace itops::sla {

/// Which exclusion windows a list shows, newest first.
struct ExclusionFilter {
  static constexpr std::string_view kList = "exclusion-windows";

  std::optional<bool> open;
  std::optional<std::string> path;  ///< windows of it and of what lies below
  std::optional<std::string> group;
  std::optional<Timestamp> from;  ///< windows that have a part in [from, to)
  std::optional<Timestamp> to;
  int limit = 100;
  std::optional<PageCursor> cursor;
};

struct ExclusionPage {
  std::vector<ExclusionWindow> items;
  std::optional<std::string> next_cursor;
};

/// Exclusion windows in the database, inside one transaction.
class ExclusionRepository {
 public:
  /// @param transaction outlives this object
  explicit ExclusionRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Throws Error(kNotFound, "path_not_found") or Error(kNotFound, "group_not_found") for a scope
  /// that is not there.
  void requireScope(const ExclusionScope& scope);

  /// Stores a new window and returns its id.
  std::int32_t insert(const ExclusionWindow& window);

  /// The window with that id, locked; empty when there is none.
  std::optional<ExclusionWindow> lock(const Uuid& uuid);

  /// Windows of exactly that scope that are open at an instant, locked.
  std::vector<ExclusionWindow> lockOpen(const ExclusionScope& scope, Timestamp now);

  /// Stores until when a window is planned.
  void savePlannedEnd(const ExclusionWindow& window);

  /// Stores when and by whom a window was stopped.
  void saveEnd(const ExclusionWindow& window);

  ExclusionPage list(const ExclusionFilter& filter, Timestamp now);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla

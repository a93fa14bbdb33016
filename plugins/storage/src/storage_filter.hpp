#pragma once

#include <optional>
#include <string>

#include "itops/query.hpp"

namespace itops::storage {

/// What the storage list can be ordered by.
enum class StorageSort { kPath, kFreePercent };

/// Checked query of GET /api/v1/storage. Empty optionals don't filter.
struct StorageFilter {
  std::optional<std::string> path;    ///< a service, or a node prefix at a segment boundary
  std::optional<std::string> status;  ///< a level's name, or `none` without figures
  std::optional<std::string> tag;
  std::optional<std::string> text;  ///< `q`: part of path, name or description
  StorageSort sort = StorageSort::kPath;
  bool descending = false;
  int limit = kPageLimitDefault;
  std::optional<PageCursor> cursor;

  /// The `list` of a cursor: one for each order.
  std::string listName() const;
};

/// Checked query of a service's history; `from` inclusive, `to` exclusive.
struct HistoryFilter {
  static constexpr std::string_view kList = "storage_history";

  std::optional<std::string> mount_path;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  int limit = kPageLimitDefault;
  std::optional<PageCursor> cursor;
};

/// Read the query of a request. Throw Error(kInvalid, "query_invalid") that names every wrong
/// parameter with what was expected. [any]
StorageFilter storageFilterFrom(const Request& request);
HistoryFilter historyFilterFrom(const Request& request);

}  // namespace itops::storage

#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "storage_view.hpp"

namespace itops::storage {

/// A service and a point of history as the API shows them. [any]
boost::json::object storageJson(const StorageView& service);
boost::json::object pointJson(const HistoryPoint& point);

/// The same as CSV with a head line. [any]
std::string storageCsv(const std::vector<StorageView>& services);
std::string historyCsv(const std::vector<HistoryPoint>& points);

/// `push`, `declared`, `assumed`; empty without figures.
std::string_view sourceName(FigureSource source);

/// `report`, `hour`, `day`.
std::string_view resolutionName(Resolution resolution);

}  // namespace itops::storage

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "figures.hpp"
#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops::storage {

/// One mount as lists show it.
struct MountView {
  std::string mount_path;               ///< empty: the service's only or main storage
  std::optional<Figures> figures = {};  ///< empty: reported, but never with figures
  std::optional<std::string> storage_type;
  Timestamp observed_at;  ///< of the figures
  std::optional<Timestamp> full_at;
};

/// A service that depends on a storage service.
struct LinkedService {
  std::string name;
  std::string display_name;
  std::optional<std::string> path;
  std::optional<Uuid> uuid = {};  ///< empty when the catalog has no such service
};

/// Where the figures of a service come from.
enum class FigureSource {
  kNone,      ///< nothing is known
  kPush,      ///< the newest push
  kDeclared,  ///< what Git declares
  kAssumed,   ///< pushes without figures count as 100 % free
};

/// A service on the storage list.
struct StorageView {
  std::int32_t service_id = 0;
  Uuid uuid;
  std::string path;
  std::string node_path;
  std::string name;
  std::string display_name;
  std::string type;
  std::string criticality;
  std::vector<std::string> tags;
  std::optional<Figures> declared;
  std::vector<MountView> mounts;  ///< least free space first, those without figures last
  std::vector<LinkedService> used_by;

  /// The mount that the service is judged by: with the least free space; null without mounts.
  const MountView* worstMount() const { return mounts.empty() ? nullptr : &mounts.front(); }

  FigureSource source() const;
  /// The service's own figures; empty when nothing is known.
  std::optional<Figures> figures() const;
  /// When the first of its mounts is full.
  std::optional<Timestamp> fullAt() const;
};

/// How fine a point of history is. The numbers are stored.
enum class Resolution : std::uint8_t { kReport = 0, kHour = 1, kDay = 2 };

/// One report, or what an hour or a day of reports comes to.
struct HistoryPoint {
  Timestamp at;  ///< of the report, or the begin of the hour or day
  Resolution resolution = Resolution::kReport;
  std::string mount_path = {};
  std::int64_t reports = 1;
  double free_percent = 0;  ///< the mean
  double free_percent_min = 0;
  double free_percent_max = 0;
  std::optional<std::int64_t> used_bytes;  ///< the mean
  std::optional<std::int64_t> allocated_bytes;
};

}  // namespace itops::storage

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "ingest/health_report.hpp"
#include "itops/status.hpp"
#include "itops/uuid.hpp"

namespace itops::ingest {

/// What the writer remembers of a service after a push: enough to know that a like push changes
/// nothing but status, times and message. Every use is guarded by `revision` in the database, so an
/// entry may be outdated (another replica wrote) and only costs the slower way.
struct CachedService {
  std::int32_t id = 0;
  std::int32_t revision = 0;
  Uuid uuid;
  std::uint64_t fingerprint = 0;
  Status status = Status::kUnknown;
  Timestamp status_since;
  SilenceLimits limits;
  Timestamp newest_observed;
};

/// Bounded map from path to CachedService, for one thread.
class ServiceCache {
 public:
  /// @param entries_max at this size the cache starts over; at least 1
  explicit ServiceCache(std::size_t entries_max) : entries_max_(entries_max) {}

  /// Null when unknown; valid until the next call of another function.
  CachedService* find(const std::string& path) {
    const auto found = entries_.find(path);
    return found == entries_.end() ? nullptr : &found->second;
  }

  void put(const std::string& path, const CachedService& service) {
    if (entries_.size() >= entries_max_ && !entries_.contains(path)) entries_.clear();
    entries_[path] = service;
  }

  void remove(const std::string& path) { entries_.erase(path); }

 private:
  std::size_t entries_max_;
  std::unordered_map<std::string, CachedService> entries_;
};

}  // namespace itops::ingest

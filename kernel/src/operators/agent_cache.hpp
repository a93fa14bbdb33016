#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "itops/status.hpp"
#include "itops/uuid.hpp"

namespace itops::operators {

/// What is remembered of a service after an agent's report: enough to know that a like report
/// changes nothing but times and message. Every use is guarded by `revision` in the database, so an
/// entry may be outdated and only costs the slower way.
struct KnownService {
  std::int32_t id = 0;
  std::int32_t revision = 0;
  Uuid uuid;
  std::uint64_t fingerprint = 0;  ///< of what was declared
  Status status = Status::kUnknown;
};

/// Bounded map from path to KnownService. [any]
class AgentCache {
 public:
  /// @param entries_max at this size the cache starts over; at least 1
  explicit AgentCache(std::size_t entries_max) : entries_max_(entries_max) {}

  std::optional<KnownService> find(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(path);
    if (found == entries_.end()) return std::nullopt;
    return found->second;
  }

  void put(const std::string& path, const KnownService& service) {
    const std::lock_guard lock(mutex_);
    if (entries_.size() >= entries_max_ && !entries_.contains(path)) entries_.clear();
    entries_[path] = service;
  }

 private:
  const std::size_t entries_max_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, KnownService> entries_;  ///< guarded by mutex_
};

}  // namespace itops::operators

#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "itops/observations.hpp"

namespace itops::ingest {

/// The sinks that follow each observation. Filled at start; read by the writer; a plugin's sinks
/// are removed before it stops. [any]
class SinkList {
 public:
  void add(std::string owner, std::shared_ptr<ObservationSink> sink) {
    const std::lock_guard lock(mutex_);
    sinks_.push_back({std::move(owner), std::move(sink)});
  }

  void removeOwner(const std::string& owner) {
    const std::lock_guard lock(mutex_);
    std::erase_if(sinks_, [&](const Entry& entry) { return entry.owner == owner; });
  }

  /// A copy, so that no lock is held while a sink runs; shared ownership keeps a sink alive through
  /// a batch that began before its removal.
  std::vector<std::shared_ptr<ObservationSink>> snapshot() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<ObservationSink>> sinks;
    sinks.reserve(sinks_.size());
    for (const Entry& entry : sinks_) sinks.push_back(entry.sink);
    return sinks;
  }

 private:
  struct Entry {
    std::string owner;
    std::shared_ptr<ObservationSink> sink;
  };

  mutable std::mutex mutex_;
  std::vector<Entry> sinks_;
};

}  // namespace itops::ingest

#pragma once

#include <cstdint>

#include "itops/event_bus.hpp"
#include "itops/push.hpp"

namespace itops::storage {

/// Takes storage pushes: keeps the newest figures of each mount and all of them as history, and
/// tells who asked when a level changes. See PushEndpoint.
class StorageEndpoint final : public PushEndpoint {
 public:
  /// @param mounts_max how many mounts a service may have
  /// @param events outlives this object
  StorageEndpoint(EventBus& events, std::int64_t mounts_max)
      : events_(events), mounts_max_(mounts_max) {}

  std::unique_ptr<PushReport> read(PushFields& fields) override;
  void write(Transaction& transaction, std::span<PushItem> items) override;

 private:
  EventBus& events_;
  const std::int64_t mounts_max_;
};

/// The route of storage pushes, with its documentation.
PushRoute storageRoute();

}  // namespace itops::storage

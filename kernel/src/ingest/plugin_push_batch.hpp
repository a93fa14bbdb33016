#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "ingest/key_claims.hpp"
#include "ingest/plugin_push.hpp"
#include "ingest/push_target_repository.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"

namespace itops::ingest {

/// One attempt to write a batch of plugins' pushes in one transaction: keys are claimed, services
/// found, the few that need it made, revived or tagged under their locks, then each endpoint writes
/// what is its own. Nothing but the database and this object changes. Locks are taken as
/// BatchTransaction takes them: keys, new paths, services by id.
class PluginPushBatch {
 public:
  /// @param pushes borrowed
  /// @param bus where the birth of a service is published
  PluginPushBatch(std::span<PluginPush* const> pushes, EventBus& bus,
                  std::chrono::milliseconds idempotency_keep);

  /// Writes everything through `transaction`. Call once.
  void run(Transaction& transaction);

  /// One per push, in the order given; so are the answers.
  const std::vector<PushResult>& results() const { return results_; }
  PushAnswer answer(std::size_t index) const {
    return answerFor(push(index), results_[index], warnings_[index]);
  }

 private:
  const PluginPush& push(std::size_t index) const { return *pushes_[index]; }
  void dropUncreatable(Transaction& transaction);
  void findServices(Transaction& transaction);
  bool needsChange(const PluginPush& push) const;
  void changeServices(Transaction& transaction);
  void writeAll(Transaction& transaction);
  void writeEndpoint(Transaction& transaction, PushEndpoint& endpoint,
                     std::span<const std::size_t> indices);
  PushItem itemOf(std::size_t index);

  std::span<PluginPush* const> pushes_;
  EventBus& bus_;
  const std::chrono::milliseconds idempotency_keep_;
  Timestamp now_{};
  std::vector<PushResult> results_;
  std::vector<Warnings> warnings_;   ///< of each push: decoding's and the endpoint's
  std::vector<std::size_t> active_;  ///< neither repeated nor refused, in order of arrival
  KeyClaims keys_;
  std::map<std::string, PushTarget> targets_;  ///< by path
};

}  // namespace itops::ingest

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_set>

#include "itops/database.hpp"
#include "itops/timestamp.hpp"

namespace itops::operators {

/// A report that changes nothing of a service but times and message.
struct AgentTouch {
  std::int32_t service_id = 0;
  std::int32_t revision = 0;  ///< as expected in the database
  std::string_view message;
};

/// Writes the touches, sorted by service, whose revision still holds and that are not older than
/// the newest observation; returns the services that were written.
std::unordered_set<std::int32_t> touchAgentServices(Transaction& transaction,
                                                    std::span<const AgentTouch> touches,
                                                    Timestamp observed_at, Timestamp received_at);

}  // namespace itops::operators

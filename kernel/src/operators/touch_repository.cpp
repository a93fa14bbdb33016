#include "operators/touch_repository.hpp"

namespace itops::operators {
namespace {

constexpr Statement kTouch{"operators.touch", R"(
UPDATE kernel.service_state AS st
SET last_seen_at = GREATEST(st.last_seen_at, $5), last_observed_at = $4, message = i.message
FROM unnest($1::integer[], $2::integer[], $3::text[]) AS i (service_id, revision, message)
WHERE st.service_id = i.service_id AND st.revision = i.revision
  AND (st.last_observed_at IS NULL OR st.last_observed_at <= $4)
RETURNING st.service_id)"};

}  // namespace

std::unordered_set<std::int32_t> touchAgentServices(Transaction& transaction,
                                                    std::span<const AgentTouch> touches,
                                                    Timestamp observed_at, Timestamp received_at) {
  ArrayValue ids, revisions, messages;
  for (const AgentTouch& touch : touches) {
    ids.add(touch.service_id);
    revisions.add(touch.revision);
    messages.add(touch.message);
  }
  std::unordered_set<std::int32_t> written;
  written.reserve(touches.size());
  for (const auto row : transaction.run(kTouch, ids.take(), revisions.take(), messages.take(),
                                        observed_at, received_at)) {
    written.insert(static_cast<std::int32_t>(row.integer("service_id")));
  }
  return written;
}

}  // namespace itops::operators

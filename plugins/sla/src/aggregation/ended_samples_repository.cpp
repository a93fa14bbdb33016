#include "aggregation/ended_samples_repository.hpp"

#include <algorithm>

#include "aggregation/packed_repository.hpp"
#include "aggregation/recount_repository.hpp"
#include "aggregation/window_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kDeleteArrived{"sla.delete_later_arrived", R"(
DELETE FROM sla.sla_snapshots s USING unnest($1::integer[], $2::timestamptz[]) AS e (id, at)
WHERE s.service_id = e.id AND s.observed_at > e.at)"};

constexpr Statement kDeleteLate{"sla.delete_later_late", R"(
DELETE FROM sla.late_snapshots s USING unnest($1::integer[], $2::timestamptz[]) AS e (id, at)
WHERE s.service_id = e.id AND s.observed_at > e.at)"};

constexpr Statement kDeleteCarried{"sla.delete_later_carried", R"(
DELETE FROM sla.carried_sample s USING unnest($1::integer[], $2::timestamptz[]) AS e (id, at)
WHERE s.service_id = e.id AND s.observed_at > e.at)"};

struct EndingArrays {
  explicit EndingArrays(std::span<const Observation> endings) {
    for (const Observation& ending : endings) {
      ids.add(ending.service_id);
      instants.add(ending.observed_at);
    }
  }
  ArrayValue ids, instants;
};

void deleteUnpacked(Transaction& transaction, std::span<const Observation> endings) {
  for (const Statement* statement : {&kDeleteArrived, &kDeleteLate, &kDeleteCarried}) {
    EndingArrays arrays(endings);
    transaction.run(*statement, arrays.ids.take(), arrays.instants.take());
  }
}

}  // namespace

void endLaterSamples(Transaction& transaction, std::span<const Observation> endings) {
  WindowRepository windows(transaction);
  windows.lock();
  deleteUnpacked(transaction, endings);
  PackedRepository packed(transaction);
  RecountRepository recounts(transaction);
  const auto handled_until = windows.nextWindow();
  for (const Observation& ending : endings) {
    packed.dropAfter(ending.service_id, ending.observed_at);
    const Instant from = instantOf(ending.observed_at);
    if (handled_until && from < *handled_until) {
      recounts.add(ending.service_id, {from, *handled_until});
    }
  }
}

}  // namespace itops::sla

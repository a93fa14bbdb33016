#include "aggregation/retention.hpp"

#include <algorithm>
#include <optional>

#include "aggregation/packed_repository.hpp"
#include "aggregation/retention_repository.hpp"
#include "aggregation/window_repository.hpp"

namespace itops::sla {

int Retention::run(const Aggregator::Fence& fence) {
  std::optional<Instant> handled_until;
  std::optional<Instant> packed_until;
  database_.transact([&](Transaction& transaction) {
    handled_until = WindowRepository(transaction).nextWindow();
    packed_until = PackedRepository(transaction).nextBlock();
  });
  if (!handled_until) return 0;
  const Instant now = instantOf(clock_.now());
  const Instant observations_from = std::min(now - rules_.observations, *handled_until);
  int dropped = packed_until ? drop(fence, "sla_snapshots", *packed_until) : 0;
  dropped += drop(fence, "packed_snapshots", observations_from);
  dropped += dropWindows(fence, observations_from);
  return dropped + drop(fence, "sla_hours", now - rules_.hourly);
}

int Retention::dropWindows(const Aggregator::Fence& fence, Instant before) {
  int dropped = 0;
  for (bool more = true; more;) {
    database_.transact([&](Transaction& transaction) {
      fence(transaction);
      WindowRepository windows(transaction);
      windows.lock();
      RetentionRepository repository(transaction);
      const auto day = repository.oldestDay("sla_windows", before);
      more = day && repository.replaceWindowsByHours(*day);
      if (!more) return;
      windows.setWindowsFrom(*day + std::chrono::days(1));
      ++dropped;
    });
  }
  return dropped;
}

int Retention::drop(const Aggregator::Fence& fence, const char* table, Instant before) {
  int dropped = 0;
  for (bool more = true; more;) {
    database_.transact([&](Transaction& transaction) {
      fence(transaction);
      WindowRepository(transaction).lock();
      RetentionRepository repository(transaction);
      const auto day = repository.oldestDay(table, before);
      more = day && repository.drop(table, *day);
      dropped += more ? 1 : 0;
    });
  }
  return dropped;
}

}  // namespace itops::sla

#include "aggregation/packer.hpp"

#include <utility>

#include "aggregation/packed_repository.hpp"
#include "aggregation/sample_repository.hpp"
#include "aggregation/window_repository.hpp"

namespace itops::sla {
namespace {

/// Services in one look at an block, which bounds the memory for it: 120,000 observations of
/// services that report every 30 s.
constexpr std::int32_t kServicesAtOnce = 1000;

void packBlock(PackedRepository& packed, Instant block) {
  packed.ensurePartition(block);
  const std::int32_t last_service = packed.lastService();
  for (std::int32_t first = 0; first <= last_service; first += kServicesAtOnce) {
    const std::int32_t last = first + kServicesAtOnce - 1;
    SamplesByService samples;
    packed.addArrived(block, first, last, samples);
    if (samples.empty()) continue;
    packed.addBlock(block, first, last, samples);
    packed.saveBlock(block, samples);
  }
}

}  // namespace

int Packer::run(const Aggregator::Fence& fence, const std::function<bool()>& should_stop) {
  int blocks = 0;
  for (bool more = true; more && !should_stop(); blocks += more ? 1 : 0) {
    database_.transact([&](Transaction& transaction) {
      fence(transaction);
      WindowRepository(transaction).lock();
      more = packNext(transaction);
    });
  }
  return blocks;
}

bool Packer::packNext(Transaction& transaction) {
  const auto handled_until = WindowRepository(transaction).nextWindow();
  if (!handled_until) return false;
  PackedRepository packed(transaction);
  auto block = packed.nextBlock();
  if (!block) block = SampleRepository(transaction).oldestArrived();
  if (!block) return false;
  *block = blockOf(*block);
  const Instant end = *block + kBlockLength;
  if (end > *handled_until) return false;
  packBlock(packed, *block);
  packed.setNextBlock(end);
  return true;
}

}  // namespace itops::sla

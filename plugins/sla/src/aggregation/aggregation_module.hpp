#pragma once

#include "aggregation/aggregator.hpp"
#include "aggregation/packer.hpp"
#include "aggregation/retention.hpp"
#include "aggregation/window_handlers.hpp"
#include "itops/context.hpp"
#include "itops/scheduler.hpp"

namespace itops::sla {

/// From observations to windows, days and months: its jobs and routes.
class AggregationModule {
 public:
  /// Registers everything. [main]
  explicit AggregationModule(Context& context);

 private:
  Job aggregationJob();
  Job packingJob();
  Job cleaningJob();

  Aggregator aggregator_;
  Packer packer_;
  Retention retention_;
  WindowHandlers windows_;
};

}  // namespace itops::sla

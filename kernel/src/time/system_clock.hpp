#pragma once

#include "itops/clock.hpp"

namespace itops {

/// The machine's clock. Stateless; one instance serves the whole process. [any]
class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

}  // namespace itops

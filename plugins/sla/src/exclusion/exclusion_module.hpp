#pragma once

#include "exclusion/exclusion_handlers.hpp"
#include "exclusion/exclusions.hpp"
#include "itops/context.hpp"

namespace itops::sla {

/// Exclusion windows and corrections: owns what serves them and registers it. [main]
class ExclusionModule {
 public:
  explicit ExclusionModule(Context& context)
      : exclusions_(context.need<Database>(), context.need<Audit>(), context.need<Clock>()),
        handlers_(context.need<Database>(), context.need<Clock>(), exclusions_) {
    registerExclusionRoutes(context.need<Router>(), handlers_);
  }

 private:
  Exclusions exclusions_;
  ExclusionHandlers handlers_;
};

}  // namespace itops::sla

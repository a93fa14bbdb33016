#pragma once

#include <memory>
#include <string>
#include <utility>

#include "itops/scheduler.hpp"
#include "scheduler/schedule_rule.hpp"

namespace itops::scheduler {

/// A job that was accepted. Constant; shared by the threads that run and show it.
struct JobDefinition {
  std::string owner;  ///< plugin id, or `kernel`
  Job job;
  ScheduleRule rule;

  /// As it is stored: another text makes the job count anew from now on.
  std::string storedSchedule() const {
    return rule.timeZone().empty() ? rule.text() : rule.text() + " " + rule.timeZone();
  }
};

}  // namespace itops::scheduler

#pragma once

#include <string>
#include <vector>

#include "itops/timestamp.hpp"
#include "scheduler/schedule_rule.hpp"

namespace itops::scheduler::test {

inline Timestamp at(const std::string& text) {
  return parseTimestamp(text).value();
}

/// The first due instants after one, as text.
inline std::vector<std::string> dueInstants(const ScheduleRule& rule, const std::string& after,
                                            std::size_t count) {
  std::vector<std::string> instants;
  for (Timestamp due = rule.nextAfter(at(after)); instants.size() < count;
       due = rule.nextAfter(due)) {
    instants.push_back(formatTimestamp(due));
  }
  return instants;
}

}  // namespace itops::scheduler::test

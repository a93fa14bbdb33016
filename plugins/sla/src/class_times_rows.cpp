#include "class_times_rows.hpp"

namespace itops::sla {

ClassTimes classTimesFrom(const Rows::Row& row, const std::string& prefix) {
  ClassTimes times;
  for (const auto& [time_class, column] : kClassColumns) {
    times.add(time_class, Duration(row.integer(prefix + column)));
  }
  return times;
}

}  // namespace itops::sla

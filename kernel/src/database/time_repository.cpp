#include "database/time_repository.hpp"

namespace itops {
namespace {

constexpr Statement kDatabaseTime{"database.time", "SELECT clock_timestamp() AS now"};

}  // namespace

Timestamp databaseTime(Database& database) {
  return database.run(kDatabaseTime)[0].timestamp("now");
}

}  // namespace itops

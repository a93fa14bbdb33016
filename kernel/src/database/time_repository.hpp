#pragma once

#include "itops/database.hpp"
#include "itops/timestamp.hpp"

namespace itops {

/// What the database's clock says while it answers. [any]
Timestamp databaseTime(Database& database);

}  // namespace itops

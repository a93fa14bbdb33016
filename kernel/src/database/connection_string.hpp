#pragma once

#include <string>

#include "database/options.hpp"

namespace itops {

/// The options as one libpq connection string, every value quoted, with our session settings: UTC,
/// UTF-8, time-outs, no parallel workers. It contains the password; never print it. Throws
/// Error(kInvalid, "database_options") naming the option that can't be used. [any]
std::string connectionString(const DatabaseOptions& options);

}  // namespace itops

#pragma once

#include <string>

#include "itops/database.hpp"

/// SQL of the activated licence. All functions throw as Database does. [any]
namespace itops::license {

/// The token that was activated last; empty before the first.
std::string activatedToken(Database& database);
void storeToken(Transaction& transaction, const std::string& token, const std::string& by,
                Timestamp now);

}  // namespace itops::license

#pragma once

#include "itops/router.hpp"

namespace itops::http {

/// True when the client asks for CSV (`Accept: text/csv`). [request]
bool wantsCsv(const Request& request);

}  // namespace itops::http

#pragma once

#include <string>

#include "itops/error.hpp"

namespace itops {

/// What EmbeddedPostgres throws: a full sentence for the operator's terminal, with the remedy.
inline Error embeddedError(const std::string& message, std::string log_detail = {}) {
  return Error(ErrorKind::kInternal, "embedded_postgres", message, std::move(log_detail));
}

}  // namespace itops

#pragma once

#include <memory>

#include "itops/auth.hpp"
#include "itops/router.hpp"

namespace itops::http {

/// Tells who sends a request. Implemented in auth/.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  /// The caller by `X-API-Key` or `Authorization: Bearer`; null when neither is there or the key is
  /// not known. Shared, as a caller's rights may be replaced while its requests are under way. Must
  /// not block. [any]
  virtual std::shared_ptr<const Principal> authenticate(const Request& request) const = 0;
};

}  // namespace itops::http

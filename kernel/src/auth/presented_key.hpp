#pragma once

#include <string_view>

#include "itops/router.hpp"

namespace itops::auth {

/// What a request presents to be known by. The view lives as long as the request.
struct PresentedKey {
  std::string_view text;  ///< empty when there is none
  bool bearer = false;    ///< from Authorization, where tokens come too
};

/// `X-API-Key`, else `Authorization: Bearer`. [any]
PresentedKey presentedKey(const Request& request);

}  // namespace itops::auth

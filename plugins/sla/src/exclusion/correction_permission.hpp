#pragma once

#include <string>
#include <string_view>

#include "itops/error.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// What a caller needs besides the permission of the route to change time that has passed.
inline constexpr std::string_view kCorrectionPermission = "sla.corrections.write";

/// Throws Error(kForbidden, "forbidden") for a caller without it. [request]
/// @param action what corrects, as the beginning of a sentence, such as `To exclude an incident`
inline void requireCorrectionPermission(const Request& request, std::string_view action) {
  if (request.principal().may(kCorrectionPermission)) return;
  throw Error(ErrorKind::kForbidden, "forbidden",
              std::string(action) + " corrects what was counted, which needs the permission " +
                  std::string(kCorrectionPermission) + ".");
}

}  // namespace itops::sla

#pragma once

#include <string>

namespace itops {

/// What a plugin says of itself for `/ready` and `GET /api/v1/plugins`.
struct Health {
  bool ready = true;
  std::string detail = {};  ///< one sentence when not ready, naming what is missing
};

}  // namespace itops

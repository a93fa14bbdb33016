#pragma once

#include <string>

namespace itops {

/// What a plugin says of itself for `/ready` and `GET /api/v1/plugins`. A value. Not ready means
/// that the plugin can't do its work at the moment, such as when the system that it talks to is
/// away; the kernel goes on calling it.
struct Health {
  bool ready = true;
  std::string detail = {};  ///< one sentence when not ready, naming what is missing
};

}  // namespace itops

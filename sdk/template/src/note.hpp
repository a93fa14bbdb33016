#pragma once

#include <cstdint>
#include <string>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace my_plugin {

/// What somebody, or this plugin, wrote down on a service.
struct Note {
  itops::Uuid uuid;
  std::int32_t service_id = 0;  ///< kernel.service.id
  std::string text;
  std::string author;
  itops::Timestamp created_at{};
};

}  // namespace my_plugin

#pragma once

#include <cstdint>

namespace itops::sla {

/// What is measured, as the tables number it: the numbers are stored and never change their
/// meaning.
enum class Subject : std::uint8_t { kService = 1, kGroup = 2 };

}  // namespace itops::sla

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace itops::config {

/// How many letters must be inserted, removed, replaced or swapped with their neighbour to turn
/// one text into the other. [any]
std::size_t editDistance(std::string_view left, std::string_view right);

/// The candidate that a mistyped name is most likely meant to be; the first of equals. Empty when
/// all are too far: more than one letter in four, or more than three. [any]
std::optional<std::string> nearestName(std::string_view name,
                                       std::span<const std::string> candidates);

}  // namespace itops::config

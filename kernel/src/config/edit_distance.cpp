#include "config/edit_distance.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

namespace itops::config {
namespace {

/// Names longer than this are nobody's typing mistake, and comparing them would take long.
constexpr std::size_t kComparedLengthMax = 128;

std::size_t toleratedDistance(std::size_t length) {
  return std::clamp<std::size_t>(length / 4, 1, 3);
}

}  // namespace

std::size_t editDistance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_previous(right.size() + 1);
  std::vector<std::size_t> previous(right.size() + 1);
  std::vector<std::size_t> current(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      current[j] = std::min({replaced, previous[j] + 1, current[j - 1] + 1});
      const bool swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) current[j] = std::min(current[j], before_previous[j - 2] + 1);
    }
    std::swap(before_previous, previous);
    std::swap(previous, current);
  }
  return previous[right.size()];
}

std::optional<std::string> nearestName(std::string_view name,
                                       std::span<const std::string> candidates) {
  if (name.size() > kComparedLengthMax) return std::nullopt;
  std::size_t best_distance = toleratedDistance(name.size()) + 1;
  const std::string* best = nullptr;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = editDistance(name, candidate);
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = &candidate;
  }
  return best ? std::optional(*best) : std::nullopt;
}

}  // namespace itops::config

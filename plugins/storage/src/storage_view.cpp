#include "storage_view.hpp"

#include <algorithm>

namespace itops::storage {

FigureSource StorageView::source() const {
  const MountView* worst = worstMount();
  if (worst != nullptr && worst->figures) return FigureSource::kPush;
  if (declared) return FigureSource::kDeclared;
  return worst != nullptr ? FigureSource::kAssumed : FigureSource::kNone;
}

std::optional<Figures> StorageView::figures() const {
  switch (source()) {
    case FigureSource::kPush:
      return worstMount()->figures;
    case FigureSource::kDeclared:
      return declared;
    case FigureSource::kAssumed:
      return Figures{};
    case FigureSource::kNone:
      break;
  }
  return std::nullopt;
}

std::optional<Timestamp> StorageView::fullAt() const {
  std::optional<Timestamp> first;
  for (const MountView& mount : mounts) {
    if (mount.full_at) first = std::min(first.value_or(*mount.full_at), *mount.full_at);
  }
  return first;
}

}  // namespace itops::storage

#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "itops/database.hpp"
#include "operators/declaration.hpp"

namespace itops::operators {

/// A declaration as it is kept beside kernel.service.
struct StoredDeclaration {
  std::int32_t service_id = 0;
  const Declaration* declared = nullptr;  ///< borrowed
  std::optional<std::int64_t> replicas;
  std::optional<std::int64_t> ready_replicas;
};

/// Writes declarations, and makes their services come from an agent. Each service at most once.
/// @param whole what a declaration doesn't say is forgotten; else it stays as it was known
void saveDeclarations(Transaction& transaction, std::span<const StoredDeclaration> declarations,
                      bool whole, Timestamp now);

}  // namespace itops::operators

#pragma once

#include <chrono>
#include <filesystem>

#include "itops/logger.hpp"

namespace itops {

/// Ends a PostgreSQL that still runs on this cluster because the process that started it was
/// killed: fast shutdown, then an immediate one, then SIGKILL. Recognised by its executable and
/// working folder, so that a reused process id harms nobody. Afterwards a stale `postmaster.pid`
/// doesn't block the next start. Throws Error(kInternal, "embedded_postgres") when it won't end.
/// [main]
void stopOrphan(const std::filesystem::path& cluster, std::chrono::milliseconds patience,
                Logger& logger);

}  // namespace itops

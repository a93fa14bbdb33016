#pragma once

#include <chrono>
#include <cstdint>

#include "itops/audit.hpp"
#include "itops/clock.hpp"

namespace itops::audit {

/// The trail of who changed what, for kernel and plugins alike. References outlive it. [any]
class AuditTrail final : public Audit {
 public:
  explicit AuditTrail(const Clock& clock) : clock_(clock) {}

  /// See Audit::record.
  void record(Transaction& transaction, const Request& request, const AuditEntry& entry) override;

 private:
  const Clock& clock_;
};

/// Deletes what is older than `keep`; how many entries went. [job]
std::int64_t cleanUpAudit(Database& database, const Clock& clock, std::chrono::milliseconds keep);

}  // namespace itops::audit

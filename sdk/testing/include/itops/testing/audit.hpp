#pragma once

#include <string>
#include <vector>

#include "itops/audit.hpp"

namespace itops::test {

/// A trail in memory. Secrets are kept as they are, for tests to look at; the kernel masks them.
/// One thread at a time.
class FakeAudit final : public Audit {
 public:
  struct Recorded {
    AuditEntry entry;
    std::string caller;  ///< name of the request's principal
    std::string request_id;
  };

  /// See Audit::record; of before and after only the outer braces are looked at.
  void record(Transaction& transaction, const Request& request, const AuditEntry& entry) override;

  /// Oldest first.
  const std::vector<Recorded>& entries() const { return entries_; }

 private:
  std::vector<Recorded> entries_;
};

}  // namespace itops::test

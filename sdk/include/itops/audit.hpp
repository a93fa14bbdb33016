#pragma once

#include <string>
#include <string_view>

#include "itops/database.hpp"
#include "itops/export.hpp"
#include "itops/router.hpp"

namespace itops {

/// One change by a person or a key. Values; texts of any language.
struct AuditEntry {
  std::string action;       ///< `<thing>.<verb>`: `service.update`, `plugin.disable`
  std::string object_type;  ///< `service`, `plugin`, ...
  std::string object_id;    ///< as the API shows it
  std::string object_name;  ///< for people: a path, a name
  /// The object before and after as JSON objects; empty when it did not exist then, or doesn't any
  /// more. Members whose names speak of secrets (password, passphrase, secret, token, key,
  /// credential, authorization) are stored as "***", at any depth; members that did not change are
  /// dropped. Of a document over 64 KiB only its length is kept.
  std::string before = {};
  std::string after = {};
};

/// The trail of who changed what. Rows are written with the change itself or not at all, and never
/// changed. `need<Audit>()` succeeds in the core role; kernel-owned.
class ITOPS_EXPORT Audit {
 public:
  static constexpr std::string_view kInterfaceId = "itops.audit/1";

  /// Records a change made by this request: its caller, address and request id come from it.
  /// Nothing is recorded when before and after are the same object. Throws Error(kInternal,
  /// "audit_invalid") when before or after is no JSON object, or action or object_type no name.
  /// [request]
  virtual void record(Transaction& transaction, const Request& request,
                      const AuditEntry& entry) = 0;

 protected:
  ~Audit() = default;
};

}  // namespace itops

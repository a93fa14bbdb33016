#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string_view>

#include "itops/audit.hpp"

namespace itops::audit {

/// What is stored of an object that changed. Empty where it did not exist.
struct AuditChange {
  std::optional<boost::json::object> before;
  std::optional<boost::json::object> after;

  /// False for an object that is the same before and after: then there is nothing to tell.
  bool tells() const { return !before || !after || !before->empty() || !after->empty(); }
};

/// The longest document that is stored, before and after each; of a longer one only its length is.
inline constexpr std::size_t kDocumentBytesMax = std::size_t{64} * 1024;

/// Reads before and after of an entry, drops members that are the same in both (also in nested
/// objects; lists stay whole) and masks what is named like a secret, at any depth. NUL, which
/// PostgreSQL can't store, becomes U+FFFD. Pure. [any]
///
/// Throws Error(kInternal, "audit_invalid") when one of them is neither empty nor a JSON object.
AuditChange changeOf(const AuditEntry& entry);

/// True for `password`, `clientSecret`, `api_key` and their like, in any case. [any]
bool namesASecret(std::string_view member);

}  // namespace itops::audit

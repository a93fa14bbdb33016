#pragma once

#include <string>

#include "identity/password_hasher.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::identity {

/// Makes administrators where there is nobody who could. [main]
class FirstAdmin {
 public:
  static constexpr const char* kName = "admin";

  /// References outlive this object.
  FirstAdmin(Database& database, Audit& audit, const Clock& clock, const PasswordHasher& hasher)
      : database_(database), audit_(audit), clock_(clock), hasher_(hasher) {}

  /// True when there is no account at all.
  bool isMissing();

  /// Makes a local account in itops-admins. Throws Error(kInvalid, "fields_invalid") for a name or
  /// password that can't be, Error(kConflict, "account_exists").
  void create(const std::string& name, const Secret& password);

  /// Gives an existing local account a new password, enables it and puts it into itops-admins.
  /// Throws Error(kNotFound, "account_not_found").
  void reset(const std::string& name, const Secret& password);

 private:
  void check(Transaction& transaction, const std::string& name, const Secret& password) const;
  void makeAdmin(Transaction& transaction, std::int64_t account_id) const;

  Database& database_;
  Audit& audit_;
  const Clock& clock_;
  const PasswordHasher& hasher_;
};

}  // namespace itops::identity

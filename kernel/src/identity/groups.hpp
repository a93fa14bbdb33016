#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/access_rules.hpp"
#include "identity/account.hpp"
#include "identity/callers.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::identity {

/// Groups as people manage them. Nobody grants more than they have. Changes are audited and reach
/// this replica at once. [request]
class Groups {
 public:
  /// References outlive this object.
  Groups(Database& database, Audit& audit, const Clock& clock, const AccessRules& rules,
         Callers& callers)
      : database_(database), audit_(audit), clock_(clock), rules_(rules), callers_(callers) {}

  std::vector<AccountGroup> list();
  /// Throws Error(kNotFound, "group_not_found").
  AccountGroup get(const std::string& uuid);

  /// Throws Error(kInvalid, "fields_invalid"), Error(kConflict, "group_exists"), Error(kForbidden,
  /// "rights_exceeded").
  AccountGroup create(const Request& request, const AccountGroup& wanted);
  /// Throws as create() and get(), and Error(kConflict, "group_built_in").
  AccountGroup update(const Request& request, const std::string& uuid,
                      const std::optional<std::string>& description,
                      const std::optional<std::vector<std::string>>& permissions);
  void remove(const Request& request, const std::string& uuid);

  /// Throws as get(), Error(kNotFound, "account_not_found"), Error(kForbidden, "rights_exceeded").
  void addMember(const Request& request, const std::string& uuid, const std::string& account_uuid);
  /// Throws also Error(kConflict, "last_admin").
  void removeMember(const Request& request, const std::string& uuid,
                    const std::string& account_uuid);

 private:
  AccountGroup find(Transaction& transaction, const std::string& uuid) const;
  AccountGroup findOwn(Transaction& transaction, const std::string& uuid) const;
  void record(Transaction& transaction, const Request& request, const char* action,
              const AccountGroup& group, std::string before, std::string after);

  Database& database_;
  Audit& audit_;
  const Clock& clock_;
  const AccessRules& rules_;
  Callers& callers_;
};

}  // namespace itops::identity

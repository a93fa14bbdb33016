#pragma once

#include <boost/json.hpp>

#include "identity/account.hpp"
#include "identity/api_key_repository.hpp"
#include "identity/provider.hpp"

/// Accounts, groups and keys as docs/auth.md shows them. [any]
namespace itops::identity {

boost::json::object accountJson(const Account& account);
/// @param permissions what the group grants
boost::json::object groupJson(const AccountGroup& group,
                              const std::vector<std::string>& permissions);
boost::json::object apiKeyJson(const ApiKey& key);
/// What the login page needs to know, and nothing else.
boost::json::object providerJson(const Provider& provider);

}  // namespace itops::identity

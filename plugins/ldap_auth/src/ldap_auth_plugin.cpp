#include "itops/plugin.hpp"
#include "ldap_provider.hpp"

namespace itops::ldap_auth {
namespace {

constexpr const char* kNeeds[] = {AuthProviders::kInterfaceId.data(), nullptr};

constexpr PluginInfo kInfo{
    .id = "ldap_auth",
    .name = "LDAP login",
    .version = "0.1.0",
    .description = "Lets people of declared LDAP directories log in.",
    .enabled_by_default = true,
    .needs = kNeeds,
};

class LdapAuthPlugin final : public Plugin {
 public:
  void start(Context& context) override {
    context.need<AuthProviders>().add(
        "ldap", std::make_unique<LdapProvider>(context.need<Clock>(), context.need<Logger>()));
  }
};

}  // namespace
}  // namespace itops::ldap_auth

ITOPS_PLUGIN(itops::ldap_auth::LdapAuthPlugin, itops::ldap_auth::kInfo);

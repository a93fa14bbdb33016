#include "identity/provider.hpp"

namespace itops::identity {
namespace {

namespace json = boost::json;

std::string textOf(const json::value& value) {
  if (value.is_string()) return std::string(std::string_view(value.get_string()));
  return json::serialize(value);
}

void flatten(const json::object& object, const std::string& prefix, ProviderSettings& settings) {
  for (const auto& [name, value] : object) {
    const std::string path = prefix + std::string(name);
    if (value.is_object()) {
      flatten(value.get_object(), path + ".", settings);
    } else if (value.is_array()) {
      for (const auto& item : value.get_array()) settings.values[path].push_back(textOf(item));
    } else {
      settings.values[path] = {textOf(value)};
    }
  }
}

bool flag(const json::object& object, std::string_view name, bool otherwise) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

}  // namespace

bool Provider::isManaged() const {
  return flag(config, kManagedMark, false);
}

PasswordPolicy policyOf(const Provider& provider) {
  PasswordPolicy policy;
  const auto* declared = provider.config.if_contains("passwordPolicy");
  if (declared == nullptr || !declared->is_object()) return policy;
  const auto& object = declared->get_object();
  if (const auto* length = object.if_contains("minLength"); length && length->is_int64()) {
    policy.min_length = static_cast<int>(length->get_int64());
  }
  policy.require_uppercase = flag(object, "requireUppercase", policy.require_uppercase);
  policy.require_digit = flag(object, "requireDigit", policy.require_digit);
  return policy;
}

ProviderSettings settingsOf(const Provider& provider, const Secret& bind_password) {
  ProviderSettings settings;
  settings.key = provider.key;
  settings.bind_password = bind_password;
  flatten(provider.config, "", settings);
  return settings;
}

}  // namespace itops::identity

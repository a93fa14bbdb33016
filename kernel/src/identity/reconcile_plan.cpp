#include "identity/reconcile_plan.hpp"

#include <algorithm>

#include "identity/account.hpp"

namespace itops::identity {
namespace {

namespace json = boost::json;

/// `userAttrs.username` becomes a member of a member.
void setPath(json::object& object, const std::string& path, json::value value) {
  const auto dot = path.find('.');
  if (dot == std::string::npos) {
    object[path] = std::move(value);
    return;
  }
  auto& inner = object[path.substr(0, dot)];
  if (!inner.is_object()) inner = json::object{};
  setPath(inner.get_object(), path.substr(dot + 1), std::move(value));
}

Provider providerOf(const config::DeclaredLocal& local) {
  Provider provider{kLocalProvider, {}, "local", "Local accounts", local.is_default, local.enabled};
  provider.config = {{kManagedMark, true},
                     {"passwordPolicy",
                      {{"minLength", local.min_length},
                       {"requireUppercase", local.require_uppercase},
                       {"requireDigit", local.require_digit}}}};
  return provider;
}

Provider providerOf(const config::DeclaredDirectory& directory, int position) {
  Provider provider{directory.id,     {}, "ldap", directory.display_name, directory.is_default,
                    directory.enabled};
  provider.position = position;
  for (const auto& [path, values] : directory.values) {
    if (values.size() == 1) {
      setPath(provider.config, path, json::value(values.front()));
    } else {
      setPath(provider.config, path, json::array(values.begin(), values.end()));
    }
  }
  provider.config[kManagedMark] = true;
  return provider;
}

bool same(const Provider& a, const Provider& b) {
  return a.kind == b.kind && a.display_name == b.display_name && a.is_default == b.is_default &&
         a.enabled == b.enabled && a.position == b.position && a.config == b.config;
}

class Planner {
 public:
  Planner(const config::AuthDeclaration& declared, const StoredProviders& stored,
          const GroupResolver& resolve)
      : declared_(declared), stored_(stored), resolve_(resolve) {}

  ReconcilePlan run() {
    if (const auto reason = reasonForNothing(); !reason.empty()) {
      plan_.reason = reason;
      return std::move(plan_);
    }
    if (declared_.isEmpty()) return std::move(plan_);
    if (declared_.local) planProvider(providerOf(*declared_.local), true);
    int position = 0;
    for (const auto& directory : declared_.directories) planDirectory(directory, ++position);
    planRemovals();
    keepSomebodyEnabled();
    return std::move(plan_);
  }

 private:
  std::string reasonForNothing() const {
    if (!declared_.errors.empty()) return "the declaration can't be used: " + declared_.errors[0];
    const auto& all = stored_.providers;
    const bool managed = std::any_of(all.begin(), all.end(),
                                     [](const Provider& provider) { return provider.isManaged(); });
    // Where nothing ever was declared there is nothing to tell.
    if (declared_.isEmpty() && (managed || !declared_.source.empty())) {
      return "no provider is declared";
    }
    if (declared_.generation < stored_.generation) {
      return "the declaration has the generation " + std::to_string(declared_.generation) +
             ", older than " + std::to_string(stored_.generation) + ", which was applied last";
    }
    return {};
  }

  const Provider* find(const std::string& key) const {
    const auto& all = stored_.providers;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Provider& provider) { return provider.key == key; });
    return found == all.end() ? nullptr : &*found;
  }

  void planDirectory(const config::DeclaredDirectory& directory, int position) {
    if (!planProvider(providerOf(directory, position), false)) return;
    std::vector<StoredMapping> mappings;
    for (const auto& mapping : directory.mappings) {
      if (const auto group = resolve_(mapping.group)) {
        mappings.push_back({mapping.directory_group, *group});
      } else {
        plan_.refused.push_back("mapping of " + directory.id + ": there is no group " +
                                mapping.group);
      }
    }
    std::sort(mappings.begin(), mappings.end());
    mappings.erase(std::unique(mappings.begin(), mappings.end()), mappings.end());
    const auto known = stored_.mappings.find(directory.id);
    const bool unchanged =
        known == stored_.mappings.end() ? mappings.empty() : sorted(known->second) == mappings;
    if (unchanged) return;
    plan_.changes.push_back("replace the group mappings of " + directory.id + ": " +
                            std::to_string(mappings.size()) + " of them");
    plan_.mappings[directory.id] = std::move(mappings);
  }

  static std::vector<StoredMapping> sorted(std::vector<StoredMapping> mappings) {
    std::sort(mappings.begin(), mappings.end());
    return mappings;
  }

  /// False when the key belongs to somebody else.
  bool planProvider(Provider provider, bool adopt) {
    const Provider* known = find(provider.key);
    if (known != nullptr && !known->isManaged() && !adopt) {
      plan_.refused.push_back("provider " + provider.key +
                              " was not declared in Git and is not touched: take another id");
      return false;
    }
    if (known != nullptr && same(*known, provider)) return true;
    plan_.changes.push_back((known == nullptr ? "create provider " : "change provider ") +
                            provider.key);
    plan_.store.push_back(std::move(provider));
    return true;
  }

  void planRemovals() {
    for (const auto& provider : stored_.providers) {
      const auto& directories = declared_.directories;
      const bool declared = std::any_of(
          directories.begin(), directories.end(),
          [&](const config::DeclaredDirectory& directory) { return directory.id == provider.key; });
      if (declared || !provider.isManaged() || provider.kind == kLocalProvider) continue;
      plan_.remove.push_back(provider.key);
      plan_.changes.push_back("delete provider " + provider.key);
    }
  }

  /// The providers as they are once the plan has been carried out.
  std::map<std::string, Provider> outcome() const {
    std::map<std::string, Provider> all;
    for (const auto& provider : stored_.providers) all.insert_or_assign(provider.key, provider);
    for (const auto& provider : plan_.store) all.insert_or_assign(provider.key, provider);
    for (const auto& key : plan_.remove) all.erase(key);
    return all;
  }

  /// Asked of the outcome: what one declaration leaves is no matter of that declaration alone.
  void keepSomebodyEnabled() {
    const auto all = outcome();
    const bool somebody =
        std::any_of(all.begin(), all.end(), [](const auto& one) { return one.second.enabled; });
    const auto local = all.find(kLocalProvider);
    if (somebody || local == all.end()) return;
    plan_.refused.push_back("local stays enabled: no other provider is, so nobody could log in");
    Provider kept = local->second;
    kept.enabled = true;
    std::erase_if(plan_.store, [](const auto& provider) { return provider.key == kLocalProvider; });
    std::erase_if(plan_.changes,
                  [](const auto& change) { return change.ends_with(" provider local"); });
    planProvider(std::move(kept), true);
  }

  const config::AuthDeclaration& declared_;
  const StoredProviders& stored_;
  const GroupResolver& resolve_;
  ReconcilePlan plan_;
};

}  // namespace

ReconcilePlan planReconciliation(const config::AuthDeclaration& declared,
                                 const StoredProviders& stored, const GroupResolver& resolve) {
  return Planner(declared, stored, resolve).run();
}

}  // namespace itops::identity

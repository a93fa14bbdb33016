#include "database/identity/identity_replica.hpp"

#include "identity/account_repository.hpp"
#include "identity/name_key.hpp"
#include "itops/error.hpp"

namespace itops::test {
namespace {

constexpr identity::HashingCost kCheap{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};

DatabaseOptions withPool(DatabaseOptions options) {
  options.pool_size = 4;
  return options;
}

Error away() {
  return Error(ErrorKind::kUnavailable, "directory_unavailable", "The directory is away.");
}

}  // namespace

std::optional<DirectoryPerson> ScriptedDirectory::authenticate(const ProviderSettings& settings,
                                                               const std::string& login,
                                                               const Secret& password) {
  ++calls;
  bind_password = settings.bind_password;
  if (away || settings.key == away_provider) throw test::away();
  if (on_question) on_question();
  if (password.reveal() != kDirectoryPassword) return std::nullopt;
  for (const auto& person : people) {
    if (identity::foldedName(person.name) == identity::foldedName(login)) return person;
  }
  return std::nullopt;
}

std::vector<std::optional<DirectoryPerson>> ScriptedDirectory::lookUp(
    const ProviderSettings& settings, const std::vector<std::string>& ids) {
  ++calls;
  bind_password = settings.bind_password;
  if (away) throw test::away();
  std::vector<std::optional<DirectoryPerson>> found;
  for (const auto& id : ids) {
    found.emplace_back();
    for (const auto& person : people) {
      if (person.external_id != id) continue;
      found.back() = person;
      if (id == odd_id) found.back()->external_id.clear();
    }
  }
  return found;
}

IdentityReplica::IdentityReplica(const DatabaseOptions& options, const Clock& replica_clock,
                                 identity::LoginOptions login_options)
    : pool(withPool(options), logger, metrics),
      clock(replica_clock),
      audit(clock),
      hasher(kCheap),
      throttle({}),
      tokens(Secret(std::string(32, 'k'))),
      permissions({"sla.read", "sla.write"}),
      authenticator(auth::OperatorKey(Secret("operator"), {"*"}), tokens, clock),
      callers(pool, authenticator, permissions, clock, login_options.local_enabled,
              [this](const std::string& name) {
                if (deaf) throw test::away();
                ended.push_back(name);
              }),
      rules(permissions),
      accounts(pool, audit, clock, hasher, rules, callers),
      groups(pool, audit, clock, rules, callers),
      keys(pool, audit, clock, rules, callers),
      secrets("/nonexistent", Secret()),
      reconciler(pool, clock),
      logins({pool, audit, clock, logger, hasher, throttle, tokens, callers, kinds, secrets},
             login_options),
      sync({pool, audit, clock, logger, kinds, secrets, callers}) {
  kinds.add("test", "ldap", directory);
  callers.refresh();
}

Responder IdentityReplica::responder(std::promise<Response>& answer) {
  class Sink final : public Responder::Sink {
   public:
    explicit Sink(std::promise<Response>& answer) : answer_(answer) {}
    void send(Response response) override { answer_.set_value(std::move(response)); }

   private:
    std::promise<Response>& answer_;
  };
  return Responder(std::make_unique<Sink>(answer));
}

std::shared_ptr<const Principal> IdentityReplica::caller(const std::string& token) {
  CallerRequest request;
  request.headers = {{"Authorization", "Bearer " + token}};
  return authenticator.authenticate(request);
}

identity::LoginGrant IdentityReplica::login(const std::string& name, const std::string& password,
                                            const std::string& address) {
  return logins.login({name, Secret(password), std::nullopt, address, "request-1"});
}

std::string IdentityReplica::loginError(const std::string& name, const std::string& password,
                                        const std::string& address) {
  try {
    login(name, password, address);
  } catch (const Error& error) {
    return error.code();
  }
  return "";
}

IdentityTest::IdentityTest() {
  identity::FirstAdmin(one.pool, one.audit, clock, one.hasher).create("admin", Secret(kPassword));
  one.callers.refresh();
  two.callers.refresh();
}

CallerRequest IdentityTest::by(const std::string& name, std::vector<std::string> permissions) {
  CallerRequest request;
  request.caller = {name, std::move(permissions), PrincipalKind::kPerson};
  return request;
}

std::string IdentityTest::value(const std::string& sql) {
  const std::string whole = "SELECT (" + sql + ")::text AS value";
  const std::string name = "test." + std::to_string(std::hash<std::string>{}(sql));
  return one.pool.query({name.c_str(), whole.c_str()}, {})[0].optionalText("value").value_or(
      "null");
}

config::DeclaredDirectory IdentityTest::corp() {
  return {"corp", "Corporate LDAP", true, false, {{"baseDn", {"dc=corp"}}}};
}

identity::ReconcileRun IdentityTest::declare(
    const std::vector<config::DeclaredDirectory>& directories) {
  config::AuthDeclaration declaration;
  declaration.source = "auth.yaml";
  declaration.local = config::DeclaredLocal{};
  declaration.directories = directories;
  auto run = one.reconciler.run(declaration, "one");
  one.callers.refresh();
  return run;
}

identity::Account IdentityTest::account(const std::string& name, const std::string& password) {
  identity::Account wanted;
  wanted.name = name;
  return one.accounts.create(admin, wanted, Secret(password));
}

std::string IdentityTest::accountId(const std::string& name) {
  return value("SELECT uuid FROM kernel.account WHERE name = '" + name + "'");
}

identity::AccountGroup IdentityTest::ownGroup(const std::string& name,
                                              std::vector<std::string> permissions) {
  identity::AccountGroup group;
  group.name = name;
  group.permissions = std::move(permissions);
  return one.groups.create(admin, group);
}

void IdentityTest::during(const std::string& change, const std::function<void()>& action) {
  constexpr Statement kWaiting{"test.waiting", R"(
SELECT count(*) AS count FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock')"};
  std::future<void> done;
  two.pool.transact([&](Transaction& transaction) {
    transaction.run({"test.change", change.c_str()});
    done = std::async(std::launch::async, action);
    while (done.wait_for(std::chrono::milliseconds(5)) != std::future_status::ready &&
           transaction.run(kWaiting)[0].integer("count") == 0) {
    }
  });
  done.get();
}

std::string IdentityTest::groupId(const std::string& name) {
  return value("SELECT uuid FROM kernel.account_group WHERE name = '" + name + "'");
}

void IdentityTest::join(const identity::Account& account, const std::string& group) {
  one.groups.addMember(admin, groupId(group), account.uuid.toString());
}

}  // namespace itops::test

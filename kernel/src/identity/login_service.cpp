#include "identity/login_service.hpp"

#include <algorithm>

#include "auth/random_token.hpp"
#include "identity/account_repository.hpp"
#include "identity/acting_request.hpp"
#include "identity/name_key.hpp"
#include "identity/provider_repository.hpp"
#include "identity/session_repository.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

/// A directory takes a bind without a password for an anonymous one, which succeeds.
bool isUsable(const Secret& password) {
  const auto& text = password.reveal();
  return !text.empty() && text.size() <= PasswordPolicy::kBytesMax &&
         text.find('\0') == std::string::npos;
}

ActingRequest actorOf(const LoginAttempt& attempt, const std::string& name, const Uuid& account) {
  return ActingRequest({name, {}, PrincipalKind::kPerson, account.toString()},
                       attempt.client_address, attempt.request_id);
}

ActingRequest strangerOf(const LoginAttempt& attempt) {
  return ActingRequest({"login", {}, PrincipalKind::kAnonymous}, attempt.client_address,
                       attempt.request_id);
}

}  // namespace

/// Who is going to be asked about an attempt.
struct LoginService::Target {
  std::optional<Account> local;
  std::optional<std::string> hash;
  std::vector<Provider> directories;  ///< empty when a local account bears the name
};

// Name and address of one account are counted together; unknown ones by what was typed, and what
// can't be folded as one.
std::string LoginService::keyOf(const std::string& login) {
  auto key = foldedName(login).value_or("");
  if (key.find('@') == key.npos) return key;
  parts_.database.transact([&](Transaction& transaction) {
    if (findAccountByName(transaction, kLocalProvider, key)) return;
    const auto account = findLocalByEmail(transaction, key);
    if (account) key = foldedName(account->name).value_or(key);
  });
  return key;
}

std::optional<std::chrono::seconds> LoginService::waitOf(const LoginAttempt& attempt) {
  return parts_.throttle.waitOf(keyOf(attempt.login), attempt.client_address, parts_.clock.now());
}

LoginGrant LoginService::login(const LoginAttempt& attempt) {
  auto grant = loginHere(attempt);
  return grant ? *std::move(grant) : loginAtDirectories(attempt);
}

// The hash is worked out for every attempt, so that its time tells nothing of the name.
std::optional<LoginGrant> LoginService::loginHere(const LoginAttempt& attempt) {
  const auto key = keyOf(attempt.login);
  const Target target = findTarget(attempt, key);
  const bool matches = parts_.hasher.matches(target.hash, attempt.password);
  if (!isUsable(attempt.password)) fail(attempt, key);
  if (!target.local && !target.directories.empty()) return std::nullopt;
  if (!target.local || !matches) fail(attempt, key);
  return open(attempt, key, target.local->uuid, target.hash);
}

LoginGrant LoginService::loginAtDirectories(const LoginAttempt& attempt) {
  const auto key = keyOf(attempt.login);
  const auto account = askDirectories(findTarget(attempt, key), attempt, key);
  if (!account) fail(attempt, key);
  return open(attempt, key, account->uuid, std::nullopt);
}

LoginService::Target LoginService::findTarget(const LoginAttempt& attempt, const std::string& key) {
  Target target;
  parts_.database.transact([&](Transaction& transaction) {
    for (auto& provider : listProviders(transaction)) {
      if (!provider.enabled || (attempt.provider && *attempt.provider != provider.key)) continue;
      if (provider.kind != kLocalProvider) {
        target.directories.push_back(std::move(provider));
      } else if (options_.local_enabled) {
        target.local = findAccountByName(transaction, kLocalProvider, key);
      }
    }
    if (!target.local) return;
    target.hash = findPasswordHash(transaction, target.local->id);
    target.directories.clear();
  });
  return target;
}

std::optional<Account> LoginService::askDirectories(const Target& target,
                                                    const LoginAttempt& attempt,
                                                    const std::string& key) {
  bool refused = false;
  bool unanswered = false;
  for (const auto& provider : target.directories) {
    try {
      if (auto account = accountAt(provider, attempt)) return account;
      refused = true;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::kForbidden) throw;  // about the person, who is known
      parts_.logger.warning(
          "A provider does not answer.",
          {{"provider", provider.key}, {"error", error.what()}, {"detail", error.logDetail()}});
      unanswered = true;
    }
  }
  if (!unanswered) return std::nullopt;
  // Whoever guesses at one directory is counted, also while another one is away.
  if (refused) countFailure(attempt, key);
  throw Error(ErrorKind::kUnavailable, "provider_unavailable",
              "A directory that is to be asked does not answer: try again after Retry-After "
              "seconds.");
}

std::optional<Account> LoginService::accountAt(const Provider& provider,
                                               const LoginAttempt& attempt) {
  const auto person = askOne(provider, attempt);
  if (!person) return std::nullopt;
  std::optional<Account> account;
  parts_.database.transact([&](Transaction& transaction) {
    account = directory_.apply(transaction, provider.key, *person, strangerOf(attempt));
  });
  return account;
}

std::optional<DirectoryPerson> LoginService::askOne(const Provider& provider,
                                                    const LoginAttempt& attempt) {
  const auto backend = parts_.kinds.find(provider.kind);
  if (!backend) {
    throw Error(ErrorKind::kUnavailable, "provider_unserved",
                "No plugin that is on serves providers of kind " + provider.kind + ".");
  }
  const auto settings = settingsOf(provider, parts_.secrets.bindPasswordOf(provider));
  return away_.ask(provider.key, parts_.clock.now(), [&] {
    return backend->authenticate(settings, attempt.login, attempt.password);
  });
}

// The name is not logged: now and then somebody types a password there.
void LoginService::countFailure(const LoginAttempt& attempt, const std::string& key) {
  parts_.throttle.failed(key, attempt.client_address, parts_.clock.now());
  parts_.logger.warning("A login failed.", {{"clientAddress", attempt.client_address},
                                            {"requestId", attempt.request_id}});
}

void LoginService::fail(const LoginAttempt& attempt, const std::string& key) {
  countFailure(attempt, key);
  revokeOrphans(attempt, key);
  throw Error(ErrorKind::kUnauthenticated, "login_failed", "Name or password is wrong.");
}

void LoginService::revokeOrphans(const LoginAttempt& attempt, const std::string& key) {
  if (key.empty()) return;
  parts_.database.transact([&](Transaction& transaction) {
    for (const auto& account : findAccountsByName(transaction, key)) {
      if (account.isLocal() || findProvider(transaction, account.provider)) continue;
      directory_.revoke(transaction, account, strangerOf(attempt));
    }
  });
  parts_.callers.refreshAfterChange();
}

// The account is read again under a lock: what was disabled or given another password since the
// check doesn't come in.
LoginGrant LoginService::open(const LoginAttempt& attempt, const std::string& key, const Uuid& uuid,
                              const std::optional<std::string>& verified_hash) {
  const auto session = Uuid::generate();
  LoginGrant grant{{}, options_.token_lifetime, auth::randomToken(), {}};
  std::optional<std::string> renewed;
  if (verified_hash && parts_.hasher.isOutdated(*verified_hash)) {
    renewed = parts_.hasher.hash(attempt.password);
  }
  bool verified = false;
  parts_.database.transact([&](Transaction& transaction) {
    const auto account = lockAccount(transaction, uuid);
    verified = account && findPasswordHash(transaction, account->id) == verified_hash;
    if (!verified) return;
    grant.account = *account;
    if (!account->mayComeIn()) return;
    if (renewed) storePasswordHash(transaction, account->id, *renewed, parts_.clock.now());
    start(transaction, attempt, session, grant);
  });
  if (!verified) fail(attempt, key);
  parts_.throttle.succeeded(key);
  parts_.callers.refreshAfterChange();  // the directory may just have changed its rights
  if (!grant.account.mayComeIn()) {
    throw Error(ErrorKind::kForbidden, "account_disabled",
                "This account is disabled: ask an administrator.");
  }
  grant.access_token = accessToken(uuid, session);
  return grant;
}

void LoginService::start(Transaction& transaction, const LoginAttempt& attempt, const Uuid& session,
                         const LoginGrant& grant) {
  const auto now = parts_.clock.now();
  const Account& account = grant.account;
  insertSession(transaction, session, account.id, now, now + options_.session_lifetime,
                attempt.client_address);
  insertRefreshToken(transaction, session, auth::tokenDigest(grant.refresh_token), now);
  noteLogin(transaction, account.id, now);
  parts_.audit.record(transaction, actorOf(attempt, account.name, account.uuid),
                      {.action = "session.start",
                       .object_type = "account",
                       .object_id = account.uuid.toString(),
                       .object_name = account.name,
                       .after = R"({"provider":")" + account.provider + "\"}"});
}

std::string LoginService::accessToken(const Uuid& account, const Uuid& session) const {
  const auto now = parts_.clock.now();
  return parts_.tokens.issue(
      {account.toString(), session.toString(), now + options_.token_lifetime}, now);
}

bool LoginService::isProvided(Transaction& transaction, const Account& account) const {
  const auto provider = findProvider(transaction, account.provider);
  return provider && provider->enabled && (options_.local_enabled || !account.isLocal());
}

LoginGrant LoginService::refresh(const std::string& refresh_token) {
  const auto now = parts_.clock.now();
  std::optional<StoredSession> session;
  std::optional<Account> account;
  LoginGrant grant{{}, options_.token_lifetime, auth::randomToken(), {}};
  bool granted = false;
  parts_.database.transact([&](Transaction& transaction) {
    session = useRefreshToken(transaction, auth::tokenDigest(refresh_token), now);
    if (!session || session->ended || session->expires_at <= now) return;
    account = findAccount(transaction, session->account);
    const bool provided = account && isProvided(transaction, *account);
    if (session->token_used || !provided || !account->mayComeIn()) {
      endSession(transaction, session->uuid,
                 session->token_used ? "refresh token used twice" : "account disabled", now);
      return;
    }
    insertRefreshToken(transaction, session->uuid, auth::tokenDigest(grant.refresh_token), now);
    granted = true;
  });
  if (session && session->token_used) {
    parts_.logger.warning("A refresh token was used twice; its session has ended.",
                          {{"session", session->uuid.toString()}});
  }
  if (!granted) {
    parts_.callers.refreshAfterChange();
    throw Error(ErrorKind::kUnauthenticated, "refresh_failed",
                "The refresh token is not known, was used or has expired: log in again.");
  }
  grant.account = *account;
  grant.access_token = accessToken(account->uuid, session->uuid);
  return grant;
}

void LoginService::logoutByRefreshToken(const std::string& refresh_token) {
  const auto now = parts_.clock.now();
  parts_.database.transact([&](Transaction& transaction) {
    const auto session = useRefreshToken(transaction, auth::tokenDigest(refresh_token), now);
    if (session) endSession(transaction, session->uuid, "logout", now);
  });
  parts_.callers.refreshAfterChange();
}

void LoginService::logoutByAccessToken(std::string_view access_token) {
  const auto now = parts_.clock.now();
  const auto claims = parts_.tokens.verify(access_token, now);
  const auto session = claims ? Uuid::parse(claims->session) : std::nullopt;
  if (!session) return;
  parts_.database.transact(
      [&](Transaction& transaction) { endSession(transaction, *session, "logout", now); });
  parts_.callers.refreshAfterChange();
}

}  // namespace itops::identity

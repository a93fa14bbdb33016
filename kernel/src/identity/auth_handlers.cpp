#include "identity/auth_handlers.hpp"

#include <algorithm>

#include "auth/presented_key.hpp"
#include "http/ascii_case.hpp"
#include "http/problem.hpp"
#include "identity/identity_json.hpp"
#include "identity/login_answers.hpp"
#include "itops/error.hpp"
#include "itops/json/body_reader.hpp"

namespace itops::identity {
namespace {

namespace json = boost::json;

constexpr const char* kCookie = "itops_refresh";
constexpr const char* kCookiePath = "/api/v1/auth";
constexpr std::size_t kLoginBytesMax = 1024;
constexpr std::size_t kPasswordBytesMax = std::size_t{2} * 1024 * 1024;
constexpr std::size_t kTokenBytesMax = 512;

std::optional<std::string> cookieOf(const Request& request) {
  std::string_view rest = request.header("Cookie").value_or(std::string_view{});
  const std::string wanted = std::string(kCookie) + "=";
  while (!rest.empty()) {
    auto pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    if (pair.starts_with(wanted)) return std::string(pair.substr(wanted.size()));
  }
  return std::nullopt;
}

/// `https://host:port` names the same place as the Host header.
bool isOwnOrigin(std::string_view origin, std::string_view host) {
  const auto scheme = origin.find("://");
  return scheme != origin.npos && !host.empty() &&
         http::equalsIgnoringCase(origin.substr(scheme + 3), host);
}

}  // namespace

void AuthHandlers::login(const Request& request, Responder& responder) {
  BodyReader body(request);
  auto attempt = std::make_shared<Attempt>();
  auto& wanted = attempt->login;
  wanted.login = body.requiredText("login", kLoginBytesMax);
  wanted.password = Secret(body.secretText("password", kPasswordBytesMax));
  wanted.provider = body.text("provider");
  attempt->browser = body.flag("browser").value_or(false);
  body.throwIfWrong("Nobody was logged in");
  // A page of another origin could else log its own account in here, and see what is done with it.
  if (attempt->browser) requireSameSite(request);
  wanted.client_address = request.clientAddress();
  wanted.request_id = request.requestId();
  attempt->answer = std::move(responder);
  submit(pool_, attempt, &AuthHandlers::logInHere);
}

void AuthHandlers::submit(LoginPool& pool, const std::shared_ptr<Attempt>& attempt, Step step) {
  if (pool.submit([this, attempt, step] { take(attempt, step); })) return;
  attempt->answer.send(busyResponse(attempt->login.request_id));
}

void AuthHandlers::take(const std::shared_ptr<Attempt>& attempt, Step step) {
  std::optional<Response> answer;
  try {
    // Looked at in each step: many attempts may have waited for it together.
    const auto wait = logins_.waitOf(attempt->login);
    answer = wait ? lockedResponse(attempt->login.request_id, *wait) : (this->*step)(*attempt);
  } catch (...) {
    answer = http::exceptionResponse(std::current_exception(), attempt->login.request_id, logger_);
  }
  if (answer) return attempt->answer.send(*std::move(answer));
  submit(directory_pool_, attempt, &AuthHandlers::logInAtDirectories);
}

std::optional<Response> AuthHandlers::logInHere(const Attempt& attempt) {
  const auto grant = logins_.loginHere(attempt.login);
  return grant ? std::optional(granted(*grant, attempt.browser)) : std::nullopt;
}

std::optional<Response> AuthHandlers::logInAtDirectories(const Attempt& attempt) {
  return granted(logins_.loginAtDirectories(attempt.login), attempt.browser);
}

Response AuthHandlers::granted(const LoginGrant& grant, bool browser) const {
  json::object answer{{"accessToken", grant.access_token},
                      {"tokenType", "Bearer"},
                      {"expiresIn", grant.expires_in.count()},
                      {"account", accountJson(grant.account)}};
  Response response;
  response.headers = {{"Cache-Control", "no-store"}};
  if (browser) {
    response.headers.emplace_back("Set-Cookie",
                                  cookie(grant.refresh_token, browser_.cookie_lifetime));
  } else {
    answer["refreshToken"] = grant.refresh_token;
  }
  response.body = json::serialize(answer);
  return response;
}

std::string AuthHandlers::cookie(const std::string& token, std::chrono::seconds lifetime) const {
  return std::string(kCookie) + "=" + token + "; Path=" + kCookiePath +
         "; Max-Age=" + std::to_string(lifetime.count()) + "; HttpOnly; SameSite=Strict" +
         (browser_.secure_cookies ? "; Secure" : "");
}

void AuthHandlers::requireSameSite(const Request& request) const {
  const auto origin = request.header("Origin");
  const auto& allowed = browser_.allowed_origins;
  const bool ours = !origin || isOwnOrigin(*origin, request.header("Host").value_or("")) ||
                    std::find(allowed.begin(), allowed.end(), *origin) != allowed.end();
  if (ours && request.header("X-CSRF-Protection")) return;
  throw Error(ErrorKind::kForbidden, "csrf_refused",
              "A refresh token in a cookie, and a login for one, want the header "
              "X-CSRF-Protection: 1, and a page of this origin or one of server.cors_origins.");
}

/// From the body, else from the cookie.
std::optional<std::string> AuthHandlers::tokenIn(const Request& request, bool& by_cookie) const {
  by_cookie = false;
  if (!request.body().empty()) {
    BodyReader body(request);
    auto token = body.text("refreshToken", kTokenBytesMax);
    body.throwIfWrong("No token was taken in");
    if (token) return token;
  }
  auto token = cookieOf(request);
  by_cookie = token.has_value();
  if (by_cookie) requireSameSite(request);
  return token;
}

Response AuthHandlers::refresh(const Request& request) {
  bool browser = false;
  const auto token = tokenIn(request, browser);
  if (!token) {
    throw Error(ErrorKind::kUnauthenticated, "refresh_failed",
                "There is no refresh token: send it as refreshToken, or by the cookie.");
  }
  return granted(logins_.refresh(*token), browser);
}

Response AuthHandlers::logout(const Request& request) {
  bool browser = false;
  const auto token = tokenIn(request, browser);
  if (token) logins_.logoutByRefreshToken(*token);
  const auto key = auth::presentedKey(request);
  if (key.bearer) logins_.logoutByAccessToken(key.text);
  Response response{204, {}, {}};
  if (browser) {
    response.headers.emplace_back("Set-Cookie", cookie("", std::chrono::seconds(0)));
  }
  return response;
}

Response AuthHandlers::me(const Request& request) {
  const auto& caller = request.principal();
  json::array permissions(caller.permissions.begin(), caller.permissions.end());
  json::object answer{{"kind", caller.kind == PrincipalKind::kPerson ? "person" : "key"},
                      {"name", caller.name},
                      {"permissions", std::move(permissions)},
                      {"nodePrefix", caller.node_prefix},
                      {"account", nullptr}};
  if (caller.kind == PrincipalKind::kPerson) {
    answer["account"] = accountJson(accounts_.get(caller.id));
  }
  return {.body = json::serialize(answer)};
}

}  // namespace itops::identity

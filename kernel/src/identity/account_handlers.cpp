#include "identity/account_handlers.hpp"

#include <memory>

#include "http/problem.hpp"
#include "identity/acting_request.hpp"
#include "identity/identity_json.hpp"
#include "identity/login_answers.hpp"
#include "itops/error.hpp"
#include "itops/json/body_reader.hpp"
#include "itops/json/json_text.hpp"
#include "itops/query.hpp"

namespace itops::identity {
namespace {

namespace json = boost::json;

AccountFilter filterFrom(const Request& request) {
  QueryReader reader(request);
  AccountFilter filter;
  filter.text = reader.text("q");
  filter.group = reader.text("group");
  filter.provider = reader.text("provider");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(kAccountList, QueryReader::KeyType::kText);
  reader.throwIfWrong();
  return filter;
}

Response one(int status, const Account& account) {
  return {.status = status, .body = json::serialize(accountJson(account))};
}

std::string accountIdOf(const Request& request) {
  return std::string(request.parameter("id"));
}

}  // namespace

Response AccountHandlers::list(const Request& request) {
  const auto page = accounts_.list(filterFrom(request));
  json::array items;
  for (const auto& account : page.items) items.push_back(accountJson(account));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

Response AccountHandlers::get(const Request& request) {
  return one(200, accounts_.get(accountIdOf(request)));
}

void AccountHandlers::submit(const Request& request, Responder& responder, Work work) {
  auto actor = std::make_shared<ActingRequest>(
      request.principal(), std::string(request.clientAddress()), std::string(request.requestId()));
  // Shared, as the work of a pool is copied.
  auto answer = std::make_shared<Responder>(std::move(responder));
  const bool taken = pool_.submit([this, actor, answer, work = std::move(work)] {
    try {
      answer->send(work(*actor));
    } catch (...) {
      answer->send(http::exceptionResponse(std::current_exception(), actor->requestId(), logger_));
    }
  });
  if (!taken) answer->send(busyResponse(actor->requestId()));
}

void AccountHandlers::create(const Request& request, Responder& responder) {
  BodyReader body(request);
  Account wanted;
  wanted.name = body.requiredText("name");
  wanted.display_name = body.text("displayName").value_or("");
  wanted.email = body.text("email").value_or("");
  const Secret password(body.requiredText("password", PasswordPolicy::kBytesMax));
  body.throwIfWrong("No account was made");
  submit(request, responder, [this, wanted, password](const Request& actor) {
    return one(201, accounts_.create(actor, wanted, password));
  });
}

void AccountHandlers::update(const Request& request, Responder& responder) {
  BodyReader body(request);
  AccountPatch patch;
  patch.display_name = body.text("displayName");
  patch.email = body.text("email");
  patch.disabled = body.flag("disabled");
  if (auto password = body.text("password", PasswordPolicy::kBytesMax)) {
    patch.password = Secret(*std::move(password));
  }
  body.throwIfWrong("The account was not changed");
  submit(request, responder, [this, id = accountIdOf(request), patch](const Request& actor) {
    return one(200, accounts_.update(actor, id, patch));
  });
}

Response AccountHandlers::revokeSessions(const Request& request) {
  const auto count = accounts_.revokeSessions(request, accountIdOf(request));
  return {.body = json::serialize(json::object{{"revoked", count}})};
}

void AccountHandlers::changeOwnPassword(const Request& request, Responder& responder) {
  if (request.principal().kind != PrincipalKind::kPerson) {
    throw Error(ErrorKind::kForbidden, "person_needed", "A key has no password to change.");
  }
  BodyReader body(request);
  const Secret current(body.requiredText("currentPassword", PasswordPolicy::kBytesMax));
  const Secret wanted(body.requiredText("newPassword", PasswordPolicy::kBytesMax));
  body.throwIfWrong("The password was not changed");
  submit(request, responder, [this, current, wanted](const Request& actor) {
    return changeOwnPassword(actor, current, wanted);
  });
}

Response AccountHandlers::changeOwnPassword(const Request& request, const Secret& current,
                                            const Secret& wanted) {
  // A NUL is in no folded name, so that this counts apart from logins.
  const std::string key = std::string(1, '\0') + request.principal().id;
  const std::string address(request.clientAddress());
  if (const auto wait = throttle_.waitOf(key, address, clock_.now())) {
    return lockedResponse(request.requestId(), *wait);
  }
  try {
    accounts_.changeOwnPassword(request, current, wanted);
  } catch (const Error& error) {
    if (error.code() == "password_wrong") throttle_.failed(key, address, clock_.now());
    throw;
  }
  throttle_.succeeded(key);
  return {204, {}, {}};
}

}  // namespace itops::identity

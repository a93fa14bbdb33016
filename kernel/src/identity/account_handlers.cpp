#include "identity/account_handlers.hpp"

#include "http/body_reader.hpp"
#include "http/page.hpp"
#include "identity/identity_json.hpp"
#include "itops/error.hpp"
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

std::string idOf(const Request& request) {
  return std::string(request.parameter("id"));
}

}  // namespace

Response AccountHandlers::list(const Request& request) {
  const auto page = accounts_.list(filterFrom(request));
  json::array items;
  for (const auto& account : page.items) items.push_back(accountJson(account));
  return {.body = http::pageJson(std::move(items), page.next_cursor)};
}

Response AccountHandlers::get(const Request& request) {
  return one(200, accounts_.get(idOf(request)));
}

Response AccountHandlers::create(const Request& request) {
  http::BodyReader body(request);
  Account wanted;
  wanted.name = body.requiredText("name");
  wanted.display_name = body.text("displayName").value_or("");
  wanted.email = body.text("email").value_or("");
  const Secret password(body.requiredText("password", PasswordPolicy::kBytesMax));
  body.throwIfWrong("No account was made");
  return one(201, accounts_.create(request, wanted, password));
}

Response AccountHandlers::update(const Request& request) {
  http::BodyReader body(request);
  AccountPatch patch;
  patch.display_name = body.text("displayName");
  patch.email = body.text("email");
  patch.disabled = body.flag("disabled");
  if (auto password = body.text("password", PasswordPolicy::kBytesMax)) {
    patch.password = Secret(*std::move(password));
  }
  body.throwIfWrong("The account was not changed");
  return one(200, accounts_.update(request, idOf(request), patch));
}

Response AccountHandlers::revokeSessions(const Request& request) {
  const auto count = accounts_.revokeSessions(request, idOf(request));
  return {.body = json::serialize(json::object{{"revoked", count}})};
}

Response AccountHandlers::changeOwnPassword(const Request& request) {
  if (request.principal().kind != PrincipalKind::kPerson) {
    throw Error(ErrorKind::kForbidden, "person_needed", "A key has no password to change.");
  }
  http::BodyReader body(request);
  const Secret current(body.requiredText("currentPassword", PasswordPolicy::kBytesMax));
  const Secret wanted(body.requiredText("newPassword", PasswordPolicy::kBytesMax));
  body.throwIfWrong("The password was not changed");
  accounts_.changeOwnPassword(request, current, wanted);
  return {204, {}, {}};
}

}  // namespace itops::identity

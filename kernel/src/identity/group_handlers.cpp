#include "identity/group_handlers.hpp"

#include "identity/identity_json.hpp"
#include "itops/json/body_reader.hpp"
#include "itops/json/json_text.hpp"
#include "itops/query.hpp"

namespace itops::identity {
namespace {

namespace json = boost::json;

constexpr std::size_t kPermissionsMax = 200;
constexpr std::size_t kDescriptionBytesMax = 1000;

std::string groupIdOf(const Request& request) {
  return std::string(request.parameter("id"));
}

std::string accountOf(const Request& request) {
  return std::string(request.parameter("accountId"));
}

}  // namespace

Response GroupHandlers::one(int status, const AccountGroup& group) const {
  return {.status = status, .body = json::serialize(groupJson(group, rules_.permissionsOf(group)))};
}

Response GroupHandlers::list(const Request&) {
  json::array items;
  for (const auto& group : groups_.list()) {
    items.push_back(groupJson(group, rules_.permissionsOf(group)));
  }
  return {.body = pageText(std::move(items), std::nullopt)};
}

Response GroupHandlers::get(const Request& request) {
  return one(200, groups_.get(groupIdOf(request)));
}

Response GroupHandlers::create(const Request& request) {
  BodyReader body(request);
  AccountGroup wanted;
  wanted.name = body.requiredText("name");
  wanted.description = body.text("description", kDescriptionBytesMax).value_or("");
  wanted.permissions = body.texts("permissions", kPermissionsMax).value_or(wanted.permissions);
  body.throwIfWrong("No group was made");
  return one(201, groups_.create(request, wanted));
}

Response GroupHandlers::update(const Request& request) {
  BodyReader body(request);
  const auto description = body.text("description", kDescriptionBytesMax);
  const auto permissions = body.texts("permissions", kPermissionsMax);
  body.throwIfWrong("The group was not changed");
  return one(200, groups_.update(request, groupIdOf(request), description, permissions));
}

Response GroupHandlers::remove(const Request& request) {
  groups_.remove(request, groupIdOf(request));
  return {204, {}, {}};
}

Response GroupHandlers::members(const Request& request) {
  QueryReader reader(request);
  AccountFilter filter;
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(kAccountList, QueryReader::KeyType::kText);
  reader.throwIfWrong();
  filter.group = groups_.get(groupIdOf(request)).uuid.toString();
  const auto page = accounts_.list(filter);
  json::array items;
  for (const auto& account : page.items) items.push_back(accountJson(account));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

Response GroupHandlers::addMember(const Request& request) {
  groups_.addMember(request, groupIdOf(request), accountOf(request));
  return {204, {}, {}};
}

Response GroupHandlers::removeMember(const Request& request) {
  groups_.removeMember(request, groupIdOf(request), accountOf(request));
  return {204, {}, {}};
}

Response GroupHandlers::permissions(const Request&) {
  json::array items(permissions_.all().begin(), permissions_.all().end());
  return {.body = json::serialize(json::object{{"items", std::move(items)}})};
}

}  // namespace itops::identity

#include "http/route_table.hpp"

#include <algorithm>
#include <tuple>

#include "http/method.hpp"
#include "http/percent.hpp"
#include "http/route_check.hpp"
#include "itops/error.hpp"

namespace itops::http {

RouteTable::RouteTable() = default;
RouteTable::~RouteTable() = default;

void RouteTable::add(std::string_view owner, Route route) {
  auto names = checkRoute(owner, route);
  insert({std::string(owner), std::move(route), std::move(names)});
}

void RouteTable::addStream(std::string_view owner, Route route, StreamHandler stream) {
  // Never called: it stands for the stream's handler in what is checked of every route.
  route.handler = [](const Request&) { return Response{}; };
  auto names = checkRoute(owner, route);
  insert({std::string(owner), std::move(route), std::move(names), 0, std::move(stream)});
}

void RouteTable::insert(RegisteredRoute route) {
  const std::string operation =
      std::string(methodName(route.route.method)) + " " + route.route.path;
  if (frozen_) {
    throw Error(ErrorKind::kInvalid, "route_invalid",
                "Route " + operation + " of " + route.owner +
                    " comes too late: register routes in start().");
  }
  auto added = std::make_unique<RegisteredRoute>(std::move(route));
  const auto [taken, fresh] = by_operation_.emplace(operationKey(added->route), added.get());
  if (!fresh) {
    throw Error(ErrorKind::kConflict, "route_duplicate",
                "Route " + operation + " of " + added->owner + " is already registered by " +
                    taken->second->owner + " as " + taken->second->route.path +
                    ": one of them must take another path.");
  }
  routes_.push_back(std::move(added));
}

void RouteTable::removeOwner(std::string_view owner) {
  std::erase_if(by_operation_, [&](const auto& item) { return item.second->owner == owner; });
  std::erase_if(routes_, [&](const auto& route) { return route->owner == owner; });
  if (frozen_) index();
}

void RouteTable::freeze() {
  if (frozen_) return;
  frozen_ = true;
  index();
}

void RouteTable::index() {
  std::sort(routes_.begin(), routes_.end(), [](const auto& a, const auto& b) {
    return std::tie(a->route.path, a->route.method) < std::tie(b->route.path, b->route.method);
  });
  tree_.clear();
  sorted_.clear();
  for (const auto& route : routes_) {
    route->index = sorted_.size();
    sorted_.push_back(route.get());
    tree_.add(*route);
  }
}

RouteMatch RouteTable::match(std::string_view method, std::string_view raw_path) const {
  RouteMatch match;
  const PathEntry* entry = tree_.find(raw_path, match.captures);
  const auto known_method = methodOf(method);
  if (entry != nullptr && known_method) {
    match.route = entry->by_method[static_cast<std::size_t>(*known_method)];
  }
  const bool encoded = raw_path.find('%') != raw_path.npos;
  const std::string decoded = encoded ? percentDecode(raw_path) : std::string();
  const auto path = encoded ? std::string_view(decoded) : raw_path;
  match.plugin_id = closedGate(entry, match.route, path);
  if (!match.plugin_id.empty()) {
    match.kind = RouteMatch::Kind::kPluginDisabled;
  } else if (match.route != nullptr) {
    match.kind = RouteMatch::Kind::kHandler;
  } else if (entry != nullptr) {
    match.kind =
        method == "OPTIONS" ? RouteMatch::Kind::kOptions : RouteMatch::Kind::kMethodNotAllowed;
    match.allow = entry->allow;
  }
  return match;
}

std::string_view RouteTable::closedGate(const PathEntry* entry, const RegisteredRoute* route,
                                        std::string_view path) const {
  if (route != nullptr) return gates_.closedFor(path, route->owner);
  if (entry == nullptr) return gates_.closedFor(path);
  // A known path asked with a foreign method: disabled only when all its operations are.
  std::string_view plugin_id;
  for (const auto* operation : entry->by_method) {
    if (operation == nullptr) continue;
    plugin_id = gates_.closedFor(path, operation->owner);
    if (plugin_id.empty()) return {};
  }
  return plugin_id;
}

}  // namespace itops::http
